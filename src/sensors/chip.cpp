// SPDX-License-Identifier: MIT
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace coapnode {

namespace {

template <class Read>
Result<void> read_until_two_agree(const I2cDevice& chip, MutableBytes values, Read read)
{
    Bytes before(values.size());
    if (const auto got = read(before); !got) return fail(got);
    for (int reads = 1; reads < most_reads; ++reads) {
        if (const auto got = read(values); !got) return fail(got);
        if (std::ranges::equal(values, before)) return {};
        std::ranges::copy(values, before.begin());
    }
    return fail(Errc::bad_checksum, "each read gives a different value at " + chip.where());
}

}  // namespace

Failure chip_failure(Errc code, std::string_view clause, std::string_view chip, std::string_view where)
{
    return fail(code, std::string{clause}.append(chip).append(" at ").append(where));
}

Failure wrong_chip(std::string_view chip, std::string_view where, std::string_view why)
{
    return fail(Errc::wrong_chip,
                std::string{"the chip at "}.append(where).append(" is not of type ").append(chip).append(why));
}

Failure I2cSensor::no_such_chip(std::string_view why) const
{
    return wrong_chip(name_, chip_->where(), why);
}

Failure I2cSensor::failure(Errc code, std::string_view clause) const
{
    return chip_failure(code, clause, name_, chip_->where());
}

Failure I2cSensor::unfinished_measurement() const
{
    return failure(Errc::not_ready, "unfinished measurement of the ");
}

Failure I2cSensor::busy_or(const Error& error, const Failure& busy)
{
    return error == Errc::no_answer ? busy : Failure{error};
}

Failure I2cSensor::no_measurement(const Error& error, ByteView harmless) const
{
    if (error == Errc::no_answer && chip_->write(harmless)) return settings_lost();
    return busy_or(error, unfinished_measurement());
}

Result<void> read_registers(I2cDevice& chip, std::uint8_t first, MutableBytes values)
{
    return chip.write_read(std::array{first}, values);
}

Result<void> read_agreeing(I2cDevice& chip, std::uint8_t first, MutableBytes values)
{
    return read_until_two_agree(chip, values, [&](MutableBytes into) { return read_registers(chip, first, into); });
}

Result<void> read_agreeing(I2cDevice& chip, MutableBytes values)
{
    return read_until_two_agree(chip, values, [&](MutableBytes into) { return chip.read(into); });
}

Result<std::uint8_t> read_byte(I2cDevice& chip, std::uint8_t which, ReadRegisters read)
{
    std::array<std::uint8_t, 1> value{};
    if (const auto got = read(chip, which, value); !got) return fail(got);
    return value[0];
}

Result<std::uint16_t> read_word(I2cDevice& chip, std::uint8_t which, ReadRegisters read)
{
    std::array<std::uint8_t, 2> bytes{};
    if (const auto got = read(chip, which, bytes); !got) return fail(got);
    return big_endian_16(bytes[0], bytes[1]);
}

Result<void> write_register(I2cDevice& chip, std::uint8_t which, std::uint8_t value)
{
    return chip.write(std::array{which, value});
}

Result<void> write_word(I2cDevice& chip, std::uint8_t which, std::uint16_t value)
{
    return chip.write(
        std::array{which, static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value & 0xff)});
}

bool is_from_dead_bus(std::uint8_t first, ByteView values)
{
    const bool all_same = std::ranges::all_of(values, [&](std::uint8_t byte) { return byte == values.front(); });
    auto address = first;
    const bool all_addresses = std::ranges::all_of(values, [&](std::uint8_t byte) { return byte == address++; });
    return all_same || all_addresses;
}

}  // namespace coapnode
