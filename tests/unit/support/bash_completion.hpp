// SPDX-License-Identifier: MIT
/// A completion of packaging/completion in a bash of its own.
#pragma once

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <regex>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace coapnode {

struct BashCompletion {
    std::string file;      ///< where `function` stands
    std::string function;  ///< as given to complete -F
    std::string command;
    std::string before;  ///< commands of bash that are run first

    /// What is offered for the last of the words, as bash splits them, in order. `folder` is the one that bash is in.
    [[nodiscard]] std::vector<std::string> offered_for(const std::vector<std::string>& words,
                                                       const TemporaryDirectory& folder) const
    {
        std::string line;
        for (const auto& word : words)
            line += " '" + word + "'";
        folder.write("try", before + "\ncompopt() { :; }\n. '" + file + "'\ncd \"$1\"\nCOMP_WORDS=(" + command + line +
                                ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n" + function +
                                "\nprintf '%s\\n' \"${COMPREPLY[@]}\" > out\n");
        const auto run = "bash '" + (folder.path() / "try").string() + "' '" + folder.path().string() + "'";
        if (std::system(run.c_str()) != 0) throw std::runtime_error{"bash failed"};
        std::istringstream out{folder.read("out")};
        std::vector<std::string> offered;
        for (std::string word; std::getline(out, word);)
            if (!word.empty()) offered.push_back(word);
        std::sort(offered.begin(), offered.end());
        return offered;
    }
};

/// The long options that `help` names, in order, without those of `gone`. Each of these must be among them.
inline std::vector<std::string> options_in(const std::string& help, const std::vector<std::string>& gone)
{
    const std::regex option{"--[a-z-]+"};
    std::set<std::string> options;
    for (std::sregex_iterator found{help.begin(), help.end(), option}; found != std::sregex_iterator{}; ++found)
        options.insert(found->str());
    for (const auto& name : gone)
        CHECK(options.erase(name) == 1);
    return {options.begin(), options.end()};
}

}  // namespace coapnode
