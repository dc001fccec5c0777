// SPDX-License-Identifier: MIT
#include "hal/kernel/w1_slave.hpp"

#include "hal/kernel/failures.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

namespace {

using Scratchpad = std::array<std::uint8_t, 9>;

constexpr std::int32_t coldest = -55'000;  // datasheet DS18B20, features
constexpr std::int32_t hottest = 125'000;
constexpr std::int32_t at_power_on = 85'000;         // table 1, note
constexpr std::uint8_t reserved_at_power_on = 0x0c;  // byte 6; 0x10 after each conversion to 85 °C

std::optional<Scratchpad> bytes_in(std::string_view text)
{
    Scratchpad bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (text.size() < 3 * i + 2) return std::nullopt;
        const auto* const begin = text.data() + 3 * i;
        const auto [end, failed] = std::from_chars(begin, begin + 2, bytes[i], 16);
        if (failed != std::errc{} || end != begin + 2) return std::nullopt;
    }
    return bytes;
}

std::optional<std::int32_t> temperature_in(std::string_view text)
{
    const auto at = text.rfind("t=");
    if (at == std::string_view::npos) return std::nullopt;
    std::int32_t value{};
    const auto* const end = text.data() + text.size();
    const auto [stop, failed] = std::from_chars(text.data() + at + 2, end, value);
    return failed == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

/// Dallas' CRC-8: x^8 + x^5 + x^4 + 1, least significant bit first.
std::uint8_t dallas_crc(std::uint8_t remainder, std::uint8_t byte)
{
    remainder ^= byte;
    for (int bit = 0; bit < 8; ++bit)
        remainder = static_cast<std::uint8_t>(remainder >> 1 ^ ((remainder & 1) != 0 ? 0x8c : 0));
    return remainder;
}

bool is_intact(const Scratchpad& bytes)
{
    std::uint8_t remainder = 0;
    for (const auto byte : bytes)
        remainder = dallas_crc(remainder, byte);
    return remainder == 0;
}

/// 07ff is what some chips begin with in place of 85 °C.
bool is_from_power_on(const Scratchpad& bytes, std::int32_t value)
{
    const bool is_full = bytes[0] == 0xff && bytes[1] == 0x07;
    return bytes[6] == reserved_at_power_on && (value == at_power_on || is_full);
}

}  // namespace

Result<Value> decode_w1_slave(std::string_view text, std::string_view device)
{
    if (text.empty()) return fail(Errc::no_answer, "no answer from " + kernel_sensor(device) + ", or a wrong checksum");
    const auto bytes = bytes_in(text);
    const auto value = temperature_in(text);
    if (!bytes || !value) return fail(Errc::bad_value, "the kernel gives an invalid value of " + kernel_sensor(device));
    if (text.find(" YES") == std::string_view::npos || !is_intact(*bytes))
        return fail(Errc::bad_checksum, "checksum error from " + kernel_sensor(device));
    if (std::ranges::all_of(*bytes, [](std::uint8_t byte) { return byte == 0; }))
        return fail(Errc::bad_value,
                    "all bytes from " + kernel_sensor(device) + " are 0, as if the line were held low");
    if (is_from_power_on(*bytes, *value))
        return fail(Errc::bad_value, kernel_sensor(device) + " has not measured since it was powered on");
    if (*value < coldest || *value > hottest)
        return fail(Errc::bad_value, "impossible temperature from " + kernel_sensor(device));
    return Temperature::milli_celsius(*value);
}

}  // namespace coapnode
