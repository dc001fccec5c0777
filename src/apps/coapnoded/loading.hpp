// SPDX-License-Identifier: MIT
/// The configuration that the command line names, completed by what the machine says: its name, the state folder.
#pragma once

#include "apps/coapnoded/options.hpp"
#include "coapnode/config/load.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// This machine's.
std::string host_name();

tl::expected<Config, Mistakes> load_with(const Options& options);

/// The same as if `text` stood in the file.
tl::expected<Config, Mistakes> load_text_with(const Options& options, std::string_view text);

/// The first of them with its place, and how many more there are: for a status of one line.
std::string in_one_line(const Mistakes& mistakes);

}  // namespace coapnode
