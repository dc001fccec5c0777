// SPDX-License-Identifier: MIT
/// Sentences about words of the command line that mean nothing.
#pragma once

#include "apps/coapnode/commands.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// "get, put, post, ..."
std::string command_names();

std::string unknown_command(std::string_view word);

/// About a word that no option and no argument took.
std::string unexpected_word(const CommandRow& row, const std::string& word);

}  // namespace coapnode
