// SPDX-License-Identifier: MIT
/// A configuration without its keys, to be shown to who may change it, and with them again.
#pragma once

#include "coapnode/config/hidden_key.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

/// Comments with something hidden in them: each of those that come back is compared with each of those that were there.
inline constexpr std::ptrdiff_t max_hidden_comments = 500;

/// `text`, which loads without mistakes, with every psk: and psk_hex: replaced, and what looks like a key in comments.
/// not_stored: why its keys cannot be hidden.
Result<std::string> hide_keys(std::string_view text);

/// `text` with every hidden key replaced by the one that the same identity has under the same name in `before`, and
/// every comment in which something was hidden by what stood there. A key that is not there stays hidden, which is a
/// mistake to load_config_text(). bad_body: a comment of which it is not known; not_stored: it cannot be put back.
Result<std::string> restore_keys(std::string_view text, std::string_view before);

}  // namespace coapnode
