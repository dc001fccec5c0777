// SPDX-License-Identifier: MIT
/// Hides the keys in the text of a configuration before a client sees it, and restores them when the text comes back.
#pragma once

#include "coapnode/config/hidden_key.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

/// Bounds the comments with a hidden part: restore_keys() compares each new one with each old one.
inline constexpr std::ptrdiff_t max_hidden_comments = 500;

/// Replaces the value of every psk: and psk_hex:, and whatever looks like a key in a comment, by hidden_key. `text`
/// must load without mistakes. Errors: not_stored, with the reason why a key cannot be hidden.
Result<std::string> hide_keys(std::string_view text);

/// Replaces each hidden key in `text` by the key that the same identity has in `before`, and restores the comments. A
/// key that `before` does not have stays hidden, and load_config_text() then reports it. Errors: bad_body (the hidden
/// part of a comment is not known), not_stored (a key cannot be written into the text).
Result<std::string> restore_keys(std::string_view text, std::string_view before);

}  // namespace coapnode
