// SPDX-License-Identifier: MIT
/// What drivers share: the chip they own and how they word its failures, registers, checksums, numbers.
#pragma once

#include "coapnode/hal/hardware.hpp"
#include "coapnode/sensors/models.hpp"

#include <cmath>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace coapnode {

/// The table of drivers: each row stands at the end of its driver's file.
#define DRIVER(name) extern const Model name##_model;
#include "coapnode/hal/drivers.def"
extern const Model kernel_model;

/// "checksum error from the SHT3x at 0x44 on /dev/i2c-1": `clause` ends before the chip's name, `where` is the
/// I2cDevice's.
Failure chip_failure(Errc code, std::string_view clause, std::string_view chip, std::string_view where);

/// "the chip at 0x44 on /dev/i2c-1 is not of type SHT3x"; `why` goes on from there: ": it does not keep its settings".
Failure wrong_chip(std::string_view chip, std::string_view where, std::string_view why = {});

/// A driver of a chip on an I2C bus.
class I2cSensor : public Sensor {
protected:
    /// `name` is the chip's, as messages print it: "SHT3x".
    I2cSensor(std::unique_ptr<I2cDevice> chip, std::string_view name) : chip_{std::move(chip)}, name_{name} {}

    [[nodiscard]] I2cDevice& chip() const { return *chip_; }
    [[nodiscard]] std::string_view name() const { return name_; }

    [[nodiscard]] Failure failure(Errc code, std::string_view clause) const;
    [[nodiscard]] Failure no_such_chip(std::string_view why = {}) const;
    /// The chip is no longer the one that was set up.
    [[nodiscard]] Failure settings_lost() const { return failure(Errc::settings_lost, "settings lost by the "); }
    [[nodiscard]] Failure unfinished_reset() const { return failure(Errc::not_ready, "unfinished reset of the "); }
    [[nodiscard]] Failure unfinished_measurement() const;
    /// For a chip that acknowledges nothing while it measures or resets, as an unplugged one does. Only asking again
    /// tells them apart; the caller does so a bounded number of times. If the chip is gone, reset() of the next attempt
    /// fails with no_answer.
    [[nodiscard]] static Failure busy_or(const Error& error, const Failure& busy);
    /// For a read of the measurement that failed. A chip that was reset meanwhile has nothing to send, but it takes
    /// `harmless`; one that still measures takes no command.
    [[nodiscard]] Failure no_measurement(const Error& error, ByteView harmless) const;

private:
    std::unique_ptr<I2cDevice> chip_;
    std::string_view name_;
};

/// The `open` of a Model: `Driver` is made of its I2cDevice, and of `variant` where one class serves several chips.
template <class Driver, const auto&... variant>
Result<std::unique_ptr<Sensor>> open_on_i2c(Hardware& hardware, const SensorPlace& place)
{
    auto chip = hardware.open_i2c(place.i2c, place.driver);
    if (!chip) return fail(chip);
    return std::make_unique<Driver>(std::move(*chip), variant...);
}

// Registers have no checksum. What matters is read until two reads agree, so that one disturbed transfer decides
// nothing.

/// The most reads of a register until two in a row are the same. A chip that converts all the time may change it once
/// in between.
inline constexpr int most_reads = 4;

/// One read, from `first` on.
Result<void> read_registers(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// Reads until two reads in a row agree. Errors: bad_checksum when none do.
Result<void> read_agreeing(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// The same for a chip without registers: a plain read gives its state.
Result<void> read_agreeing(I2cDevice& chip, MutableBytes values);

/// read_registers or read_agreeing.
using ReadRegisters = Result<void> (*)(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// A register of one byte.
Result<std::uint8_t> read_byte(I2cDevice& chip, std::uint8_t which, ReadRegisters read);

/// A register of two bytes, the upper one first.
Result<std::uint16_t> read_word(I2cDevice& chip, std::uint8_t which, ReadRegisters read);

Result<void> write_register(I2cDevice& chip, std::uint8_t which, std::uint8_t value);

/// A register of two bytes, the upper one first.
Result<void> write_word(I2cDevice& chip, std::uint8_t which, std::uint16_t value);

/// Whether no chip sent this. Broken or held wires make every byte the same, or each byte equal to its address.
bool is_from_dead_bus(std::uint8_t first, ByteView values);

// Checksums: CRC-8, most significant bit first, nothing reflected, no final XOR.

/// What Sensirion's and related chips put behind each word: x^8 + x^5 + x^4 + 1 (datasheet SHT3x-DIS, table 20).
inline constexpr unsigned sensirion_polynomial = 0x31;
/// Of a BME280's calibration: x^8 + x^4 + x^3 + x^2 + 1.
inline constexpr unsigned bosch_polynomial = 0x1d;

/// `initial` is what the chip's datasheet calls the initialisation: 0xff for Sensirion's, 0x00 for the HTU21D.
constexpr std::uint8_t crc8(ByteView bytes, std::uint8_t initial, unsigned polynomial = sensirion_polynomial)
{
    unsigned remainder = initial;
    for (const auto byte : bytes) {
        remainder ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            remainder = remainder << 1 ^ ((remainder & 0x80) != 0 ? polynomial : 0);
        remainder &= 0xff;
    }
    return static_cast<std::uint8_t>(remainder);
}

/// Whether each word of two bytes is followed by its CRC-8.
constexpr bool has_intact_words(ByteView frame, std::uint8_t initial)
{
    for (; frame.size() >= 3; frame = frame.subspan(3)) {
        if (crc8(frame.first(2), initial) != frame[2]) return false;
    }
    return true;
}

// Numbers.

/// A range of values that a chip codes as a count from 0 to `full`, which stands for `lowest` + `span`.
struct LinearScale {
    std::int64_t lowest;
    std::int64_t span;
    std::int64_t full;

    [[nodiscard]] constexpr std::int32_t of(std::uint16_t count) const
    {
        return static_cast<std::int32_t>(lowest + rounded_division(span * count, full));
    }
};

constexpr std::int16_t signed_16(std::uint16_t word)
{
    return static_cast<std::int16_t>(word);
}

/// Of a value in base units.
inline std::int32_t thousandths(double value)
{
    return static_cast<std::int32_t>(std::lround(value * 1000));
}

constexpr bool is_within(const Value& value, std::int32_t least, std::int32_t most)
{
    return value.thousandths >= least && value.thousandths <= most;
}

}  // namespace coapnode
