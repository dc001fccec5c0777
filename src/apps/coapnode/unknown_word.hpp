// SPDX-License-Identifier: MIT
/// Sentences about words of the command line that mean nothing.
#pragma once

#include "apps/coapnode/commands.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace coapnode {

/// "get, put, post, ..."
std::string command_names();

std::string unknown_command(std::string_view word);

/// About the first option that the command does not take; empty where it takes all of them.
std::string unknown_option(const CLI::App& app, const CommandRow& row, const std::vector<std::string>& words);

/// About words that no option and no argument took.
std::string unexpected_word(const CommandRow& row, const std::vector<std::string>& extra);

}  // namespace coapnode
