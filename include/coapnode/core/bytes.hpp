// SPDX-License-Identifier: MIT
/// Byte strings for buses and datagrams, and their conversion from and to text.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace coapnode {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using MutableBytes = std::span<std::uint8_t>;

inline ByteView as_bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(ByteView bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Bytes to_bytes(std::string_view text)
{
    const auto view = as_bytes(text);
    return {view.begin(), view.end()};
}

/// Two bytes, most significant first: the order of most sensors.
constexpr std::uint16_t big_endian_16(std::uint8_t high, std::uint8_t low)
{
    return static_cast<std::uint16_t>(high << 8 | low);
}

/// Two bytes, least significant first: the order of Bosch's calibration words.
constexpr std::uint16_t little_endian_16(std::uint8_t low, std::uint8_t high)
{
    return big_endian_16(high, low);
}

}  // namespace coapnode
