// SPDX-License-Identifier: MIT
/// What Sensirion's chips and their relatives share (SHT3x, SHT4x, SHTC3, SCD4x, HDC302x): they answer a command with
/// words of two bytes, each followed by its CRC-8.
#pragma once

#include "sensors/chip.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coapnode::sensirion {

/// Of the CRC-8 behind each word (datasheet SHT3x-DIS, table 20).
inline constexpr std::uint8_t crc_initial = 0xff;

constexpr bool is_intact(ByteView words)
{
    return has_intact_words(words, crc_initial);
}

/// The first word is number 0.
constexpr std::uint16_t word_at(ByteView words, std::size_t number)
{
    return big_endian_16(words[3 * number], words[3 * number + 1]);
}

/// The most reads until the answer to a command is intact.
inline constexpr int most_asks = 3;

/// For an answer that is not intact: bad_checksum, or wrong_chip where the chip did not send the last checksum.
Failure spoilt(ByteView words, std::string_view name, std::string_view where);

/// Sends a command that needs no time, and reads its answer until each word is intact; `name` is the chip's: "SHT3x".
/// Errors: those of the bus and of spoilt().
Result<void> ask(I2cDevice& chip, ByteView command, MutableBytes words, std::string_view name);

/// How a chip codes temperature and humidity, and the temperatures that its datasheet specifies. A broken sensing
/// element gives the ends of the formula.
struct Climate {
    LinearScale temperature;  ///< to thousandths of a °C
    LinearScale humidity;     ///< to thousandths of a percent; what is beyond 0 and 100 % counts as these
    std::int32_t coldest;
    std::int32_t hottest;
};

/// -45 + 175 S / 65535: of every chip here but the SHTC3.
inline constexpr LinearScale usual_temperature{-45'000, 175'000, 65535};

/// A word of temperature, then one of humidity. Errors: bad_checksum, bad_value; `name` and `where` go into the
/// message.
Result<Reading> decode(ByteView words, const Climate& climate, std::string_view name, std::string_view where);

}  // namespace coapnode::sensirion
