// SPDX-License-Identifier: MIT
/// Messages about unknown words on the command line.
#pragma once

#include "apps/coapnode/commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// "get, put, post, ..."
std::string command_names();

std::string unknown_command(std::string_view word);

/// For a command line that consists of options.
std::string missing_command(const std::vector<std::string>& words);

/// For a word that is neither an option nor an argument.
std::string unexpected_word(const CommandRow& row, const std::string& word);

}  // namespace coapnode
