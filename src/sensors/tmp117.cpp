// SPDX-License-Identifier: MIT
/// TI TMP117 (datasheet SNOSD82) and TMP119. Its registers have two bytes and no checksum.
#include "sensors/chip.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace tmp117 {

namespace {

enum Register : std::uint8_t { temperature = 0x00, configuration = 0x01, device_id = 0x0f };

// Section 7.6.11: the other bits are the revision; a TMP119, which works the same, has 2.
constexpr std::uint16_t model_bits = 0x0fff;
constexpr std::uint16_t model = 0x0117;

/// Section 7.6.3: continuous, eight conversions averaged, twice a second. After a reset it would be once a second
/// (0220), which tells that there was one.
constexpr std::uint16_t settings = 0x01a0;
constexpr std::uint16_t settings_bits = 0x0ffc;  // the others are flags

constexpr std::uint16_t none_yet = 0x8000;  // section 7.6.2: until the first conversion is done
constexpr std::int32_t coldest = -55'000;
constexpr std::int32_t hottest = 150'000;

/// Section 6.5: eight times 15.5 ms typically; no maximum is given, so a third more.
constexpr Duration longest_conversion = 160ms;

/// Section 7.6.2: 1/128 °C.
Value temperature_of(std::uint16_t word)
{
    return Temperature::milli_celsius(
        static_cast<std::int32_t>(rounded_division(std::int64_t{signed_16(word)} * 1000, 128)));
}

/// Converts all the time; each sample is the latest average.
class Tmp117 final : public I2cSensor {
public:
    explicit Tmp117(std::unique_ptr<I2cDevice> chip) : I2cSensor{std::move(chip), "TMP117"} {}

    /// Errors besides those of the bus: wrong_chip.
    Result<Duration> reset() override;
    Result<Duration> start() override { return Duration::zero(); }
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<Reading> decoded(std::uint16_t word) const;
};

Result<Duration> Tmp117::reset()
{
    const auto id = read_word(chip(), device_id, read_agreeing);
    if (!id) return fail(id);
    if ((*id & model_bits) != model) return no_such_chip();
    if (const auto sent = write_word(chip(), configuration, settings); !sent) return fail(sent);
    return longest_conversion;
}

/// The settings are read last, so that no reset slips in between.
Result<Reading> Tmp117::collect()
{
    const auto word = read_word(chip(), temperature, read_agreeing);
    if (!word) return fail(word);
    const auto found = read_word(chip(), configuration, read_agreeing);
    if (!found) return fail(found);
    return (*found & settings_bits) == settings ? decoded(*word) : Result<Reading>{settings_lost()};
}

Result<Reading> Tmp117::decoded(std::uint16_t word) const
{
    if (word == none_yet) return unfinished_measurement();
    const auto measured = temperature_of(word);
    if (is_within(measured, coldest, hottest)) return Reading{}.with(measured);
    return failure(Errc::bad_value, "impossible value from the ");
}

Match probe(I2cDevice& chip)
{
    const auto id = read_word(chip, device_id, read_registers);
    return id && (*id & model_bits) == model ? Match::certain : Match::no;
}

constexpr std::string_view words[]{"tmp119"};
constexpr std::uint8_t addresses[]{0x48, 0x49, 0x4a, 0x4b};
constexpr Quantity quantities[]{Quantity::temperature};

}  // namespace

}  // namespace tmp117

constexpr Model tmp117_model{
    .driver = "tmp117",
    .chips = "TI TMP117, TMP119",
    .words = tmp117::words,
    .addresses = tmp117::addresses,
    .quantities = tmp117::quantities,
    .open = open_on_i2c<tmp117::Tmp117>,
    .probe = tmp117::probe,
    .accuracy = "±0.1 °C",
};

}  // namespace coapnode
