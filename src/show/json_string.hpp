// SPDX-License-Identifier: MIT
/// The strings of JSON (RFC 8259 section 7).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Takes a string off the front of `text`, its first quote taken already, with its last one. An escape of half a
/// surrogate pair is U+FFFD. nullopt: it has no end, or an escape that is none.
std::optional<std::string> take_json_string(std::string_view& text);

}  // namespace coapnode
