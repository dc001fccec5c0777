// SPDX-License-Identifier: MIT
/// TI HDC1080 (datasheet SNAS672), HDC1050, HDC1010, HDC1008, HDC1000. Their registers have two bytes and no checksum.
#include "sensors/chip.hpp"

#include <array>
#include <optional>
#include <string>

namespace coapnode {

namespace hdc1080 {

namespace {

// Section 8.6. To write the pointer to one of the first two begins its conversion.
enum Register : std::uint8_t { temperature, humidity, configuration, manufacturer_id = 0xfe, device_id };

constexpr std::uint16_t texas_instruments = 0x5449;
constexpr std::uint16_t with_one_address = 0x1050;     // HDC1080, HDC1050
constexpr std::uint16_t with_four_addresses = 0x1000;  // HDC1010, HDC1008, HDC1000

/// One conversion at a time, and 11 bits of humidity, which is 0.05 %. After a reset the chip has 1000 there.
constexpr std::uint16_t own_settings = 0x0100;
constexpr std::uint16_t supply_is_low = 0x0800;  // read only

/// Section 7.5 gives 6.35 ms for 14 bits, typically.
constexpr Duration conversion_time = 10ms;

constexpr std::uint16_t always_zero = 0x0003;  // sections 8.6.1 and 8.6.2
constexpr std::uint16_t undriven = 0xffff;

// Sections 8.6.1 and 8.6.2. It codes all of the specified range and no more.
constexpr LinearScale temperature_scale{-40'000, 165'000, 65536};
constexpr LinearScale humidity_scale{0, 100'000, 65536};

/// An HTU21D at the same address would take FE for a reset. So the device is asked for first, and the maker only where
/// it may be TI.
Result<bool> is_hdc1080(I2cDevice& chip, ReadRegisters read)
{
    const auto device = read_word(chip, device_id, read);
    if (!device) return fail(device);
    if (*device != with_one_address && *device != with_four_addresses) return false;
    const auto maker = read_word(chip, manufacturer_id, read);
    if (!maker) return fail(maker);
    return *maker == texas_instruments;
}

/// Converts the temperature, then the humidity.
class Hdc1080 final : public I2cSensor {
public:
    explicit Hdc1080(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "HDC1080"} {}

    /// Errors besides those of the bus: wrong_chip.
    Result<Duration> reset() override;
    Result<Duration> start() override;
    /// Fails with not_ready once the temperature is there.
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<std::uint16_t> converted() const;
    Result<Reading> take_temperature(std::uint16_t word);
    [[nodiscard]] Result<Reading> with_humidity(std::uint16_t word) const;

    std::optional<Value> temperature_;  ///< of the sample under way
};

Result<Duration> Hdc1080::reset()
{
    const auto known = is_hdc1080(chip(), read_agreeing);
    if (!known) return fail(known);
    if (!*known) return no_such_chip();
    if (const auto sent = write_word(chip(), configuration, own_settings); !sent) return fail(sent);
    return Duration::zero();
}

Result<Duration> Hdc1080::start()
{
    temperature_.reset();
    if (const auto sent = chip().write(std::array{std::uint8_t{temperature}}); !sent) return fail(sent);
    return conversion_time;
}

/// The chip acknowledges no read while it converts. The result is read twice, without the pointer, which would begin
/// another conversion. But a register may give its conversion only once; then nobody drives the second read.
Result<std::uint16_t> Hdc1080::converted() const
{
    std::array<std::uint8_t, 2> first{};
    if (const auto got = chip().read(first); !got) return busy_or(got.error(), unfinished_measurement());
    std::array<std::uint8_t, 2> second{};
    const auto again = chip().read(second);
    if (!again && again.error() != Errc::no_answer) return fail(again);
    const auto word = big_endian_16(first[0], first[1]);
    const bool is_given_once = !again || big_endian_16(second[0], second[1]) == undriven;
    if (!is_given_once && second != first) return failure(Errc::bad_checksum, "two different reads from the ");
    if ((word & always_zero) != 0) return failure(Errc::bad_value, "impossible value from the ");
    return word;
}

Result<Reading> Hdc1080::collect()
{
    const auto word = converted();
    if (!word) return fail(word);
    return temperature_ ? with_humidity(*word) : take_temperature(*word);
}

/// And begins with the humidity.
Result<Reading> Hdc1080::take_temperature(std::uint16_t word)
{
    if (const auto sent = chip().write(std::array{std::uint8_t{humidity}}); !sent) return fail(sent);
    temperature_ = Temperature::milli_celsius(temperature_scale.of(word));
    return unfinished_measurement();
}

/// The settings are read last, so that no reset slips in between.
Result<Reading> Hdc1080::with_humidity(std::uint16_t word) const
{
    const auto settings = read_word(chip(), configuration, read_agreeing);
    if (!settings) return fail(settings);
    if ((*settings & ~supply_is_low) != own_settings) return settings_lost();
    return Reading{}.with(*temperature_).with(Humidity::milli_percent(humidity_scale.of(word)));
}

Match probe(I2cDevice& chip)
{
    const auto known = is_hdc1080(chip, read_registers);
    return known && *known ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"hdc1000", "hdc1008", "hdc1010", "hdc1050"};
constexpr std::uint8_t addresses[]{0x40, 0x41, 0x42, 0x43};
constexpr Quantity quantities[]{Quantity::temperature, Quantity::humidity};

}  // namespace

}  // namespace hdc1080

constexpr Model hdc1080_model{
    .driver = "hdc1080",
    .chips = "TI HDC1080, HDC1050, HDC1010, HDC1008, HDC1000",
    .words = hdc1080::words,
    .addresses = hdc1080::addresses,
    .quantities = hdc1080::quantities,
    .open = open_on_i2c<hdc1080::Hdc1080>,
    .probe = hdc1080::probe,
};

}  // namespace coapnode
