// SPDX-License-Identifier: MIT
/// The words behind a command, told apart: options with their values, and the others. Nothing is checked of a value.
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

/// As getopt_long(3) does: "--accept json", "--accept=json", "-a json", "-ajson", "-va json"; what stands behind "--"
/// is no option. The value of an option may begin with a dash. Errors: bad_value, a sentence for the user.
Result<SortedWords> sort_words(const CommandRow& command, const std::vector<std::string>& words);

}  // namespace coapnode
