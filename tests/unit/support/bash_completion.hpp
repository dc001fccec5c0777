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

using Words = std::vector<std::string>;

/// What is typed, and what follows from it.
struct Typed {
    Words words;
    Words expected;
};

/// That of the file COMPLETION, which the test's CMakeLists.txt names.
struct BashCompletion {
    std::string function;  ///< as given to complete -F
    std::string command;
    Words files;           ///< that stand in the folder, besides "try"
    std::string before{};  ///< commands of bash that are run first

    /// What is offered for the last of the words, as bash splits them, in order.
    [[nodiscard]] Words offered_for(const Words& words) const
    {
        const TemporaryDirectory folder;
        for (const auto& name : files)
            folder.write(name, "");
        std::string line;
        for (const auto& word : words)
            line += " '" + word + "'";
        folder.write("try", before + "\ncompopt() { :; }\n. '" COMPLETION "'\ncd \"$1\"\nCOMP_WORDS=(" + command +
                                line + ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n" + function +
                                "\nprintf '%s\\n' \"${COMPREPLY[@]}\" > out\n");
        const auto run = "bash '" + (folder.path() / "try").string() + "' '" + folder.path().string() + "'";
        if (std::system(run.c_str()) != 0) throw std::runtime_error{"bash failed"};
        std::istringstream out{folder.read("out")};
        Words offered;
        for (std::string word; std::getline(out, word);)
            if (!word.empty()) offered.push_back(word);
        std::sort(offered.begin(), offered.end());
        return offered;
    }
};

/// The long options that `help` names, in order, without those of `gone`. Each of these must be among them.
inline Words options_in(const std::string& help, const Words& gone)
{
    const std::regex option{"--[a-z-]+"};
    std::set<std::string> options;
    for (std::sregex_iterator found{help.begin(), help.end(), option}; found != std::sregex_iterator{}; ++found)
        options.insert(found->str());
    for (const auto& name : gone)
        CHECK(options.erase(name) == 1);
    return {options.begin(), options.end()};
}

/// For each line, all options of `help` are offered but the expected ones.
inline void check_options(const BashCompletion& completion, const std::string& help, const std::vector<Typed>& lines)
{
    for (const auto& line : lines) {
        CAPTURE(line.words);
        CHECK(completion.offered_for(line.words) == options_in(help, line.expected));
    }
}

/// For each line, what is expected is offered.
inline void check_values(const BashCompletion& completion, const std::vector<Typed>& lines)
{
    for (const auto& line : lines) {
        CAPTURE(line.words);
        CHECK(completion.offered_for(line.words) == line.expected);
    }
}

}  // namespace coapnode
