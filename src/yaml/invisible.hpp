// SPDX-License-Identifier: MIT
/// Characters that an editor or a web page leaves in a text, and that look like nothing, or like what YAML means and
/// are not: no-break spaces, zero width spaces, typographic quotes and dashes.
#pragma once

#include <string>
#include <string_view>

namespace coapnode {

struct Lookalike {
    std::string_view name;   ///< "a no-break space"
    std::string_view plain;  ///< what was meant: " ", or nothing for what has no width
};

/// Whether the character, well-formed UTF-8, is white space other than ASCII, or has no shape at all; nullptr if not.
const Lookalike* find_invisible(std::string_view character);

/// Whether it is a quote or a dash other than ASCII: harmless within a text, but not where one begins.
const Lookalike* find_typographic(std::string_view character);

/// "a no-break space (U+00A0): use a plain space instead"
std::string complaint_of(const Lookalike& found, std::string_view character);

}  // namespace coapnode
