// SPDX-License-Identifier: MIT
/// Loads the configuration from the command line, and adds the machine's name and the state folder.
#pragma once

#include "apps/coapnoded/options.hpp"
#include "coapnode/config/load.hpp"

#include <string_view>

namespace coapnode {

tl::expected<Config, Mistakes> load_with(const Options& options);

/// The same with `text` as the content of the file.
tl::expected<Config, Mistakes> load_text_with(const Options& options, std::string_view text);

}  // namespace coapnode
