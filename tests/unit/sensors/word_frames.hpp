// SPDX-License-Identifier: MIT
/// Frames as bytes on the bus, spoilt.
#pragma once

#include "support/scripted_i2c.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The frame once for each of its bits, with that bit flipped.
inline std::vector<std::string> flipped_frames(std::string_view frame)
{
    std::vector<std::string> all;
    auto bytes = hex_bytes(frame);
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(1U << bit % 8);
        bytes[bit / 8] ^= mask;
        all.push_back(hex_text(bytes));
        bytes[bit / 8] ^= mask;
    }
    return all;
}

}  // namespace coapnode
