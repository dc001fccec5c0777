// SPDX-License-Identifier: MIT
#include "rest/cbor_writer.hpp"

#include <bit>

namespace coapnode {

void CborWriter::head(unsigned major_type, std::uint64_t argument)
{
    // RFC 8949 section 3: up to 23 in the first byte, else 24, 25, 26 or 27 there and 1, 2, 4 or 8 bytes behind it.
    const auto first = static_cast<std::uint8_t>(major_type << 5);
    if (argument < 24) {
        bytes_.push_back(static_cast<std::uint8_t>(first | argument));
        return;
    }
    const int width_log2 = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffffffff ? 2 : 3;
    bytes_.push_back(static_cast<std::uint8_t>(first | (24 + width_log2)));
    for (int shift = (8 << width_log2) - 8; shift >= 0; shift -= 8) {
        bytes_.push_back(static_cast<std::uint8_t>(argument >> shift));
    }
}

void CborWriter::integer(std::int64_t value)
{
    // Major type 1 holds -1 - n.
    value >= 0 ? head(0, static_cast<std::uint64_t>(value)) : head(1, static_cast<std::uint64_t>(-1 - value));
}

void CborWriter::text(std::string_view value)
{
    head(3, value.size());
    const auto raw = as_bytes(value);
    bytes_.insert(bytes_.end(), raw.begin(), raw.end());
}

void CborWriter::real(double value)
{
    bytes_.push_back(0xfb);
    const auto bits = std::bit_cast<std::uint64_t>(value);
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes_.push_back(static_cast<std::uint8_t>(bits >> shift));
}

}  // namespace coapnode
