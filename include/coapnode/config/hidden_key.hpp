// SPDX-License-Identifier: MIT
/// The placeholder for a hidden key.
#pragma once

#include <string_view>

namespace coapnode {

/// Replaces a key where a configuration is shown (file/hidden_keys.hpp). It is too short to be a key itself.
inline constexpr std::string_view hidden_key = "(hidden)";

}  // namespace coapnode
