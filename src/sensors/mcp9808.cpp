// SPDX-License-Identifier: MIT
/// Microchip MCP9808 (datasheet DS25095). Its registers have two bytes and no checksum.
#include "sensors/chip.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace mcp9808 {

namespace {

enum Register : std::uint8_t {
    configuration = 1,
    critical_limit = 4,
    ambient_temperature = 5,
    manufacturer_id = 6,
    device_id = 7,
    resolution = 8,
};

constexpr std::uint16_t microchip = 0x0054;
constexpr std::uint16_t model = 0x04;  // the upper byte of the device id; the lower one is the revision
constexpr std::uint16_t continuous = 0x0000;
constexpr std::uint8_t sixteenths_of_a_degree = 3;
/// 125 °C, which nothing uses: the alert output is off. A chip that was reset has 0 there.
constexpr std::uint16_t own_limit = 0x07d0;

// Section 5.1.3.1.
constexpr std::uint16_t above_upper = 0x4000;
constexpr std::uint16_t below_lower = 0x2000;
constexpr std::uint16_t is_negative = 0x1000;
constexpr std::uint16_t magnitude = 0x0fff;  // 1/16 °C
constexpr std::int32_t coldest = -40'000;
constexpr std::int32_t hottest = 125'000;

constexpr Duration longest_conversion = 300ms;  // section 1: 250 ms, typically

Result<Reading> decoded(std::uint16_t word, std::string_view where)
{
    const auto sixteenths = (word & magnitude) - ((word & is_negative) != 0 ? 256 * 16 : 0);
    const auto measured =
        Temperature::milli_celsius(static_cast<std::int32_t>(rounded_division(std::int64_t{sixteenths} * 1000, 16)));
    const bool is_above_and_below = (word & above_upper) != 0 && (word & below_lower) != 0;
    if (!is_above_and_below && is_within(measured, coldest, hottest)) return Reading{}.with(measured);
    return chip_failure(Errc::bad_value, "impossible value from the ", "MCP9808", where);
}

/// Converts all the time; each sample is the latest conversion.
class Mcp9808 final : public I2cSensor {
public:
    explicit Mcp9808(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "MCP9808"} {}

    /// Errors besides those of the bus: wrong_chip.
    Result<Duration> reset() override;
    Result<Duration> start() override { return Duration::zero(); }
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<void> identify() const;
};

Result<void> Mcp9808::identify() const
{
    const auto maker = read_word(chip(), manufacturer_id, read_agreeing);
    if (!maker) return fail(maker);
    const auto device = *maker == microchip ? read_word(chip(), device_id, read_agreeing) : maker;
    if (!device) return fail(device);
    if (*maker == microchip && *device >> 8 == model) return {};
    return no_such_chip();
}

Result<Duration> Mcp9808::reset()
{
    if (const auto known = identify(); !known) return fail(known);
    if (const auto sent = write_word(chip(), configuration, continuous); !sent) return fail(sent);
    if (const auto sent = write_register(chip(), resolution, sixteenths_of_a_degree); !sent) return fail(sent);
    if (const auto sent = write_word(chip(), critical_limit, own_limit); !sent) return fail(sent);
    const auto limit = read_word(chip(), critical_limit, read_agreeing);
    if (!limit) return fail(limit);
    if (*limit == own_limit) return longest_conversion;
    return fail(Errc::wrong_chip, "the MCP9808 at " + chip().where() +
                                      " does not accept a limit: it is locked, so switch its power off and on");
}

/// The limit is read last, so that no reset slips in between: after one the temperature is 0 °C for a while.
Result<Reading> Mcp9808::collect()
{
    const auto word = read_word(chip(), ambient_temperature, read_agreeing);
    if (!word) return fail(word);
    const auto limit = read_word(chip(), critical_limit, read_agreeing);
    if (!limit) return fail(limit);
    return *limit == own_limit ? decoded(*word, chip().where()) : Result<Reading>{settings_lost()};
}

Match probe(I2cDevice& chip)
{
    const auto maker = read_word(chip, manufacturer_id, read_registers);
    const auto device = maker ? read_word(chip, device_id, read_registers) : maker;
    const bool is_it = device && *maker == microchip && *device >> 8 == model;
    return is_it ? Match::certain : Match::no;
}

constexpr std::uint8_t addresses[]{0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f};
constexpr Quantity quantities[]{Quantity::temperature};

}  // namespace

}  // namespace mcp9808

constexpr Model mcp9808_model{
    .driver = "mcp9808",
    .chips = "Microchip MCP9808",
    .words = {},
    .addresses = mcp9808::addresses,
    .quantities = mcp9808::quantities,
    .open = open_on_i2c<mcp9808::Mcp9808>,
    .probe = mcp9808::probe,
    .accuracy = "±0.25 °C",
};

}  // namespace coapnode
