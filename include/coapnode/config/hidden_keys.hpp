// SPDX-License-Identifier: MIT
/// A configuration without its keys, to be shown to who may change it, and with them again.
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace coapnode {

/// Stands in a key's place; too short to be one.
inline constexpr std::string_view hidden_key = "(hidden)";

/// `text` with every psk: and psk_hex: replaced, in comments too. The error is a clause: why its keys cannot be hidden.
tl::expected<std::string, std::string> hide_keys(std::string_view text);

/// `text` with every hidden key replaced by the one that the same identity has in `before`; where it has none there,
/// it stays hidden, which is a mistake to load_config_text().
std::string restore_keys(std::string_view text, std::string_view before);

}  // namespace coapnode
