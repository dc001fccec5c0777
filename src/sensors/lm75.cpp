// SPDX-License-Identifier: MIT
#include "sensors/lm75.hpp"

#include "sensors/chip.hpp"

#include <array>
#include <string>

namespace coapnode {

namespace {

enum Lm75Register : std::uint8_t { temperature, configuration, lower_limit, upper_limit };

// The LM75's range. TI specifies -40 to 125 °C and tabulates readings from -55 °C on.
constexpr std::int32_t lm75_coldest = -55'000;
constexpr std::int32_t lm75_hottest = 125'000;

// The upper half of the configuration register: OS R1 R0 F1 F0 POL TM SD.
constexpr std::uint16_t one_shot = 0x8000;
constexpr std::uint16_t resolution = 0x6000;  // both: 12 bits
constexpr std::uint16_t two_faults = 0x0800;  // F0: of the alarm output, which nothing here uses
constexpr std::uint16_t all_but_one_shot = 0x7f00;
// The lower half, of the TMP102 alone: CR1 CR0 AL EM.
constexpr std::uint16_t eight_per_second = 0x00c0;
constexpr std::uint16_t extended_mode = 0x0010;
constexpr std::uint16_t unused = 0x000f;

// TMP105 and TMP75, electrical characteristics: a conversion of at most 11 bits is under way and takes up to 150 ms;
// the first one of 12 bits takes 300 ms.
constexpr Duration tmp75_settling = 450ms;
// TMP102: one period at eight conversions a second, and one conversion. A conversion takes 26 ms, at most 35; the
// period can be longer by the same ratio.
constexpr Duration tmp102_settling = 204ms;

// Temperature and limits are always read whole, by read_word(): after a read of one byte an LM75 may hold the data line
// low (SNIS153, figure 11).

Result<std::uint16_t> read_settings(I2cDevice& chip, const Lm75Chip& kind, ReadRegisters read)
{
    std::array<std::uint8_t, 2> bytes{};
    const auto wanted = MutableBytes{bytes}.first(kind.settings_size);
    if (const auto got = read(chip, configuration, wanted); !got) return fail(got);
    return big_endian_16(bytes[0], bytes[1]);
}

Value temperature_of(std::uint16_t word)
{
    return Temperature::milli_celsius(
        static_cast<std::int32_t>(rounded_division(std::int64_t{signed_16(word)} * 1000, 256)));
}

bool is_in_range(const Value& measured)
{
    return is_within(measured, lm75_coldest, lm75_hottest);
}

/// Limits are temperatures of 9 to 12 bits. At power-up they are 75 and 80 °C.
bool are_limits(std::uint16_t lower, std::uint16_t upper)
{
    const auto from = temperature_of(lower);
    const auto to = temperature_of(upper);
    return ((lower | upper) & unused) == 0 && is_in_range(from) && is_in_range(to) && from.thousandths < to.thousandths;
}

/// The chip converts all the time, and each sample is the latest conversion. The one-shot mode is not used: another
/// chip of the family, which lacks that mode, would show one old value for ever.
class Lm75 final : public I2cSensor {
public:
    Lm75(std::unique_ptr<I2cDevice> chip, const Lm75Chip& kind) : I2cSensor{std::move(chip), kind.name}, kind_{kind} {}

    /// wrong_chip when the settings do not stick.
    Result<Duration> reset() override;
    Result<Duration> start() override { return Duration::zero(); }
    Result<Reading> collect() override;

private:
    [[nodiscard]] Result<bool> has_its_settings() const;

    const Lm75Chip& kind_;
};

Result<bool> Lm75::has_its_settings() const
{
    const auto found = read_settings(chip(), kind_, read_agreeing);
    if (!found) return fail(found);
    return (*found & kind_.kept) == (kind_.settings & kind_.kept);
}

Result<Duration> Lm75::reset()
{
    const std::array<std::uint8_t, 3> out{configuration, static_cast<std::uint8_t>(kind_.settings >> 8),
                                          static_cast<std::uint8_t>(kind_.settings & 0xff)};
    if (const auto sent = chip().write(ByteView{out}.first(1 + kind_.settings_size)); !sent) return fail(sent);
    const auto kept = has_its_settings();
    if (!kept) return fail(kept);
    if (*kept) return kind_.settling;
    return no_such_chip(": it does not keep its settings");
}

/// After power-up the register shows 0 °C until the first conversion is done. Only the lost settings tell that from a
/// real 0 °C. They are read last, so that no reset can come in between.
Result<Reading> Lm75::collect()
{
    const auto word = read_word(chip(), temperature, read_agreeing);
    if (!word) return fail(word);
    const auto kept = has_its_settings();
    if (!kept) return fail(kept);
    if (*kept) return decode_lm75(kind_, *word, chip().where());
    return settings_lost();
}

/// Reads only the four registers that there are. Other chips at these addresses fail by their limits: an ADS1115 has
/// 8000 and 7fff there, a TMP117 6000 and 8000, an INA219 its bus voltage above its power. The result is
/// Match::possible at best, and then for several chips of the family.
template <const Lm75Chip& kind>
Match probe_lm75(I2cDevice& chip)
{
    const auto lower = read_word(chip, lower_limit, read_registers);
    const auto upper = lower ? read_word(chip, upper_limit, read_registers) : lower;
    if (!upper || !are_limits(*lower, *upper)) return Match::no;
    const auto settings = read_settings(chip, kind, read_registers);
    if (!settings || (*settings & kind.fixed) != kind.fixed_value) return Match::no;
    const auto word = read_word(chip, temperature, read_registers);
    return word && decode_lm75(kind, *word, {}) ? Match::possible : Match::no;
}

constexpr std::uint8_t lm75_addresses[]{0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f};
constexpr auto tmp102_addresses = std::span{lm75_addresses}.first<4>();
constexpr auto tmp105_addresses = std::span{lm75_addresses}.first<2>();
constexpr Quantity lm75_quantities[]{Quantity::temperature};

template <const Lm75Chip& kind>
constexpr Model lm75_row(std::string_view driver, std::string_view chips, std::span<const std::uint8_t> addresses,
                         std::string_view accuracy = {})
{
    return {.driver = driver,
            .chips = chips,
            .words = {},
            .addresses = addresses,
            .quantities = lm75_quantities,
            .open = open_on_i2c<Lm75, kind>,
            .probe = probe_lm75<kind>,
            .accuracy = accuracy};
}

}  // namespace

const Lm75Chip lm75_chip{
    .name = "LM75",
    .bits = 9,
    .has_zero_tail = false,
    .settings_size = 1,
    .settings = two_faults,
    .kept = 0x1f00,
    .fixed = one_shot | resolution,
    .fixed_value = 0,
    .settling = 300ms,
};

const Lm75Chip tmp75_chip{
    .name = "TMP75",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 1,
    .settings = resolution | two_faults,  // not what a TMP102 starts with either
    .kept = all_but_one_shot,
    .fixed = one_shot,
    .fixed_value = 0,
    .settling = tmp75_settling,
};

const Lm75Chip tmp105_chip{
    .name = "TMP105",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 1,
    .settings = resolution | two_faults,  // not what a TMP102 starts with either
    .kept = all_but_one_shot,
    .fixed = one_shot,
    .fixed_value = 0,
    .settling = tmp75_settling,
};

const Lm75Chip tmp102_chip{
    .name = "TMP102",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 2,
    .settings = resolution | eight_per_second,
    .kept = all_but_one_shot | eight_per_second | extended_mode,
    .fixed = resolution | unused,
    .fixed_value = resolution,
    .settling = tmp102_settling,
};

Result<Reading> decode_lm75(const Lm75Chip& kind, std::uint16_t word, std::string_view where)
{
    const auto tail = static_cast<std::uint16_t>((1U << (16 - kind.bits)) - 1);
    const auto measured = temperature_of(static_cast<std::uint16_t>(word & ~tail));
    if (is_in_range(measured) && (!kind.has_zero_tail || (word & tail) == 0)) return Reading{}.with(measured);
    return chip_failure(Errc::bad_value, "impossible value from the ", kind.name, where);
}

constexpr Model lm75_model = lm75_row<lm75_chip>("lm75", "LM75, LM75A, LM75B", lm75_addresses, "±2 °C");
constexpr Model tmp75_model = lm75_row<tmp75_chip>("tmp75", "TI TMP75", lm75_addresses, "±1 °C");
constexpr Model tmp102_model = lm75_row<tmp102_chip>("tmp102", "TI TMP102", tmp102_addresses);
constexpr Model tmp105_model = lm75_row<tmp105_chip>("tmp105", "TI TMP105", tmp105_addresses);

}  // namespace coapnode
