// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coapnode {

/// Defaults alone would end every client's session and open the default port: seldom what was meant by a file that was
/// cut short.
inline constexpr auto empty_file_complaint = "the configuration is empty: write {} for the defaults";

/// A file of NUL bytes is what a power cut makes of one that was being written.
inline bool holds_nothing(std::string_view text)
{
    constexpr std::string_view signs{" \t\r\n\0", 5};
    return text.find_first_not_of(signs) == std::string_view::npos;
}

}  // namespace coapnode
