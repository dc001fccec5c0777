// SPDX-License-Identifier: MIT
/// TE HTU21D and the chips that it was made after: Sensirion SHT20, SHT21, SHT25, Silicon Labs Si7006, Si7020, Si7021.
/// Pages are those of the datasheet HPC199, HTU21D(F); the other chips have the same commands.
#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace coapnode {

namespace htu21d {

namespace {

using Command = std::array<std::uint8_t, 1>;
using Frame = std::array<std::uint8_t, 3>;

// Page 11. E3 and E5 measure as well, but stretch the clock, which the Broadcom controller breaks.
constexpr Command measure_temperature{0xf3};
constexpr Command measure_humidity{0xf5};
constexpr std::uint8_t write_user_register = 0xe6;
constexpr std::uint8_t read_user_register = 0xe7;

// Page 13. Of the other bits some are reserved, and differ from chip to chip; one is the state of the supply.
constexpr std::uint8_t resolution = 0x81;  // 0: the highest
constexpr std::uint8_t heater = 0x04;
constexpr std::uint8_t reload_disabled = 0x02;  // at power-on
constexpr std::uint8_t undriven = 0xff;

/// The SHT21's, which is the slowest (its datasheet, table 7); HTU21D 50 ms, Si7021 10.8 ms.
constexpr Duration temperature_time = 85ms;

constexpr std::uint8_t crc_initial = 0x00;
constexpr std::uint16_t status_bits = 0x0003;

// Page 15, and the specified range of page 2.
constexpr LinearScale temperature_scale{-46'850, 175'720, 65536};
constexpr LinearScale humidity_scale{-6'000, 125'000, 65536};
constexpr std::int32_t coldest = -40'000;
constexpr std::int32_t hottest = 125'000;

/// Measures the temperature, then the humidity. Keeps no settings but those of power-on.
class Htu21d final : public I2cSensor {
public:
    explicit Htu21d(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "HTU21D"} {}

    /// Errors besides those of the bus: wrong_chip.
    Result<Duration> reset() override;
    Result<Duration> start() override;
    /// Fails with not_ready once the temperature is there.
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<std::uint16_t> fetched() const;
    Result<Reading> take_temperature(std::uint16_t word);
    [[nodiscard]] Result<Reading> with_humidity(std::uint16_t word) const;

    std::optional<Value> temperature_;  ///< of the sample under way
};

/// The ids differ from maker to maker, and other chips at this address (PCA9685) would take the command for them as a
/// setting. So the user register must do. Another program may have left the heater on, or a lower resolution.
Result<Duration> Htu21d::reset()
{
    const auto found = read_byte(chip(), read_user_register, read_agreeing);
    if (!found) return fail(found);
    if ((*found & reload_disabled) == 0 || *found == undriven) return no_such_chip();
    const auto wanted = static_cast<std::uint8_t>(*found & ~(resolution | heater));
    if (*found == wanted) return Duration::zero();
    if (const auto sent = write_register(chip(), write_user_register, wanted); !sent) return fail(sent);
    const auto kept = read_byte(chip(), read_user_register, read_agreeing);
    if (!kept) return fail(kept);
    return *kept == wanted ? Result<Duration>{Duration::zero()} : no_such_chip();
}

Result<Duration> Htu21d::start()
{
    temperature_.reset();
    if (const auto sent = chip().write(measure_temperature); !sent) return fail(sent);
    return temperature_time;
}

/// The chip acknowledges no read while it measures.
Result<std::uint16_t> Htu21d::fetched() const
{
    Frame frame{};
    if (const auto got = chip().read(frame); !got) return busy_or(got.error(), unfinished_measurement());
    if (!has_intact_words(frame, crc_initial)) return failure(Errc::bad_checksum, "checksum error from the ");
    const auto word = big_endian_16(frame[0], frame[1]);
    // Its checksum is right, but a bus that is held low sends it as well.
    if (word == 0) return failure(Errc::bad_value, "only zeros from the ");
    return static_cast<std::uint16_t>(word & ~status_bits);
}

Result<Reading> Htu21d::collect()
{
    const auto word = fetched();
    if (!word) return fail(word);
    return temperature_ ? with_humidity(*word) : take_temperature(*word);
}

/// And begins with the humidity.
Result<Reading> Htu21d::take_temperature(std::uint16_t word)
{
    const auto measured = Temperature::milli_celsius(temperature_scale.of(word));
    if (!is_within(measured, coldest, hottest)) return failure(Errc::bad_value, "temperature beyond the range of the ");
    if (const auto sent = chip().write(measure_humidity); !sent) return fail(sent);
    temperature_ = measured;
    return unfinished_measurement();
}

/// Page 15: beyond 0 and 100 % it counts as these.
Result<Reading> Htu21d::with_humidity(std::uint16_t word) const
{
    const auto humidity = std::clamp(humidity_scale.of(word), 0, 100'000);
    return Reading{}.with(*temperature_).with(Humidity::milli_percent(humidity));
}

/// One of this kind that nobody has set up.
Match probe(I2cDevice& chip)
{
    const auto value = read_byte(chip, read_user_register, read_registers);
    if (!value) return Match::no;
    const auto settings = *value & (resolution | heater | reload_disabled);
    return settings == reload_disabled ? Match::possible : Match::no;
}

constexpr std::string_view words[]{"gy21", "htu21", "sht20", "sht21", "sht25", "si7006", "si7020", "si7021"};
constexpr std::uint8_t addresses[]{0x40};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace htu21d

constexpr Model htu21d_model{
    .driver = "htu21d",
    .chips = "TE HTU21D, SHT20, SHT21, SHT25, Si7006, Si7020, Si7021",
    .words = htu21d::words,
    .addresses = htu21d::addresses,
    .quantities = htu21d::quantities,
    .open = open_on_i2c<htu21d::Htu21d>,
    .probe = htu21d::probe,
    .accuracy = "±0.3 °C, ±2 %",
};

}  // namespace coapnode
