// SPDX-License-Identifier: MIT
/// The style of an output: colours, and the width of the terminal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace coapnode {

struct ShowStyle {
    bool colours = false;
    bool is_terminal = false;
    unsigned width = 80;  ///< of the terminal in columns
};

enum class Emphasis : std::uint8_t { heading, faint, failure };

/// `text` between escape sequences of ECMA-48; unchanged when the style has no colours.
inline std::string emphasised(std::string_view text, Emphasis emphasis, const ShowStyle& style)
{
    constexpr std::string_view begin[]{"\033[1m", "\033[2m", "\033[1;31m"};
    if (!style.colours || text.empty()) return std::string{text};
    return std::string{begin[static_cast<std::uint8_t>(emphasis)]} + std::string{text} + "\033[0m";
}

}  // namespace coapnode
