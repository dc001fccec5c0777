// SPDX-License-Identifier: MIT
/// A QR code (ISO/IEC 18004) drawn with characters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

struct QrCode {
    std::size_t width = 0;          ///< modules of a side
    std::vector<bool> dark_ones{};  ///< row by row
};

/// The light border that scanners need, in modules.
inline constexpr std::size_t qr_border = 4;

/// nullopt: the text is too long for one.
std::optional<QrCode> qr_code_of(const std::string& text);

/// Columns that it takes.
inline std::size_t columns_of(const QrCode& code)
{
    return code.width + 2 * qr_border;
}

/// Two modules per character, with half blocks. With `colours` dark is black and light is white, whatever the
/// terminal's colours are; without them a block is dark.
std::string drawn(const QrCode& code, bool colours);

}  // namespace coapnode
