// SPDX-License-Identifier: MIT
/// The bytes that libFuzzer made, taken from the front. What is taken past their end is 0 or empty.
#pragma once

#include "coapnode/core/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

class FuzzInput {
public:
    explicit FuzzInput(ByteView bytes) : rest_{bytes} {}

    [[nodiscard]] bool is_empty() const { return rest_.empty(); }

    std::uint8_t byte()
    {
        const auto one = take(1);
        return one.empty() ? std::uint8_t{0} : one.front();
    }
    std::uint16_t word()
    {
        const auto high = byte();
        return big_endian_16(high, byte());
    }
    bool flag() { return (byte() & 1) != 0; }
    /// Less than `count`.
    std::size_t index(std::size_t count) { return byte() % count; }

    ByteView take(std::size_t count)
    {
        const auto taken = rest_.first(std::min(count, rest_.size()));
        rest_ = rest_.subspan(taken.size());
        return taken;
    }
    /// So many bytes as the next one says.
    ByteView chunk() { return take(byte()); }
    std::string text() { return std::string{as_text(chunk())}; }
    /// Up to the next newline, which goes with it.
    std::string_view line()
    {
        const auto end = static_cast<std::size_t>(std::ranges::find(rest_, '\n') - rest_.begin());
        const auto found = as_text(take(end));
        take(1);
        return found;
    }
    ByteView rest() { return take(rest_.size()); }

private:
    ByteView rest_;
};

}  // namespace coapnode
