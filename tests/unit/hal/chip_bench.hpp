// SPDX-License-Identifier: MIT
/// A bench for one emulated chip: time and air are what the test says, bytes are hexadecimal digits.
#pragma once

#include "coapnode/core/hex.hpp"
#include "hal/mock/emulated_chip.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

inline Bytes from_hex(std::string_view digits)
{
    const auto value = [](char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; };
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(value(digits[i]) << 4 | value(digits[i + 1])));
    }
    return bytes;
}

class ChipBench {
public:
    static constexpr Instant powered{24h};

    explicit ChipBench(EmulatedChip& chip) : chip_{chip} {}

    Surroundings around{powered, {}};

    void wait(Duration duration) { around.now += duration; }

    /// Whether the chip acknowledged.
    bool write(std::string_view digits) { return chip_.write(from_hex(digits), around); }

    /// What it sent, or "nack".
    std::string read(std::size_t size)
    {
        Bytes bytes(size);
        return chip_.read(bytes, around) ? to_hex(bytes) : "nack";
    }

    std::string write_read(std::string_view digits, std::size_t size) { return write(digits) ? read(size) : "nack"; }

private:
    EmulatedChip& chip_;
};

}  // namespace coapnode
