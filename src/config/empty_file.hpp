// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace coapnode {

/// An empty file is a mistake: a file that was cut short would end every client's session and open the default port.
inline constexpr auto empty_file_complaint = "the configuration is empty: write {} for the defaults";

/// A power cut during a write may leave a file of NUL bytes.
inline bool holds_nothing(std::string_view text)
{
    constexpr std::string_view signs{" \t\r\n\0", 5};
    return text.find_first_not_of(signs) == std::string_view::npos;
}

}  // namespace coapnode
