// SPDX-License-Identifier: MIT
/// A completion of packaging/completion in a bash of its own.
#pragma once

#include "support/temporary_directory.hpp"

#include <algorithm>
#include <cstdlib>
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

}  // namespace coapnode
