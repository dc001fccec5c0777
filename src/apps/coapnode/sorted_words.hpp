// SPDX-License-Identifier: MIT
/// Splits the words after a command into options with their values and other words. Values are not checked.
#pragma once

#include "apps/coapnode/commands.hpp"
#include "apps/coapnode/options.hpp"
#include "coapnode/core/result.hpp"

#include <string>
#include <vector>

namespace coapnode {

struct GivenOption {
    const OptionRow* row{};
    std::string value{};  ///< empty for a flag
};

struct SortedWords {
    std::vector<GivenOption> options;
    std::vector<std::string> others;  ///< URIs and payload
    bool asks_for_help = false;
};

/// Accepts the forms of getopt_long(3): "--accept json", "--accept=json", "-a json", "-ajson", "-va json". Words after
/// "--" are not options. The value of an option may begin with a dash. Errors: bad_value, with a sentence for the user.
Result<SortedWords> sort_words(const CommandRow& command, const std::vector<std::string>& words);

}  // namespace coapnode
