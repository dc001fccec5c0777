// SPDX-License-Identifier: MIT
/// Placeholders that another program was to fill in: ${NAME}, {{ name }}, <your-name>, !secret name.
#pragma once

#include "yaml/reader.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view unfilled_complaint =
    "a placeholder that was not filled in (coapnode does not fill it in)";

/// Of random texts of 16 printable characters fewer than one in a million is such a form by chance; none of hex digits
/// or Base64 is.
bool is_unfilled(std::string_view text);

/// Whether a YAML tag is one by which other programs fill in a value: !secret, !vault and so on.
bool is_filling_tag(std::string_view tag);

/// The same without placeholders.
Reader<std::string> filled_in(Reader<std::string> reader);

}  // namespace coapnode
