// SPDX-License-Identifier: MIT
/// The configuration that the command line names, completed by what the machine says: its name, the state folder.
#pragma once

#include "apps/coapnoded/options.hpp"
#include "coapnode/config/load.hpp"

#include <string_view>

namespace coapnode {

tl::expected<Config, Mistakes> load_with(const Options& options);

/// The same as if `text` stood in the file.
tl::expected<Config, Mistakes> load_text_with(const Options& options, std::string_view text);

}  // namespace coapnode
