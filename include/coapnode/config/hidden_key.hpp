// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coapnode {

/// Stands in a key's place where a configuration is shown (file/hidden_keys.hpp); too short to be one.
inline constexpr std::string_view hidden_key = "(hidden)";

}  // namespace coapnode
