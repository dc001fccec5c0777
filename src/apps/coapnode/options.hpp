// SPDX-License-Identifier: MIT
/// The options of each command as a table.
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/core/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

enum class OptionGroup { general, output, keys };

struct OptionRow {
    unsigned commands;       ///< a bit for each command that accepts it
    std::string_view names;  ///< "--accept", "-a,--accept", "--color,--colour"
    std::string_view value;  ///< placeholder in the help; empty: a flag
    std::string_view sentence;
    Result<void> (*take)(Arguments& arguments, const std::string& value);
    OptionGroup group = OptionGroup::general;
    bool repeats = false;
    std::string_view excludes{};  ///< the name of an option that excludes it

    /// "--accept"
    [[nodiscard]] std::string_view name() const;
    [[nodiscard]] bool is_flag() const { return value.empty(); }
    [[nodiscard]] bool is_called(std::string_view name) const;
    [[nodiscard]] bool is_taken_by(Command command) const;
};

std::span<const OptionRow> all_options();

/// nullptr when the command has no option of this name, "-a" or "--accept".
const OptionRow* option_named(Command command, std::string_view name);

/// "--accept", "--timeout" and so on, without --help.
std::vector<std::string> long_options(Command command);

}  // namespace coapnode
