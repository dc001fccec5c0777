// SPDX-License-Identifier: MIT
/// The commands of coapnode as a table.
#pragma once

#include "apps/coapnode/arguments.hpp"

#include <span>
#include <string_view>

namespace coapnode {

struct CommandRow {
    Command command;
    std::string_view name;
    std::string_view synopsis;  ///< the text after the name
    std::string_view sentence;
    std::string_view examples;  ///< lines
    std::string_view notes{};   ///< lines before them

    [[nodiscard]] bool takes_payload() const { return command == Command::put || command == Command::post; }
};

std::span<const CommandRow> all_commands();

/// nullptr when there is no command of this name.
const CommandRow* command_named(std::string_view name);

const CommandRow& row_of(Command command);

}  // namespace coapnode
