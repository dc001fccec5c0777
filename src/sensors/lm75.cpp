// SPDX-License-Identifier: MIT
#include "sensors/lm75.hpp"

#include "sensors/chip_failure.hpp"
#include "sensors/registers.hpp"

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

// TMP105 and TMP75, electrical characteristics: 150 ms for the 11 bits at most that are being converted, 300 for 12.
constexpr Duration tmp75_settling = 450ms;
// TMP102: the period of eight a second and a conversion. This takes 26 ms, 35 at most; the period may stretch alike.
constexpr Duration tmp102_settling = 204ms;

using Read = Result<void> (*)(I2cDevice& chip, std::uint8_t first, MutableBytes values);

/// Always two bytes: an LM75 that is read for one may hold the data line down (SNIS153, figure 11).
Result<std::uint16_t> read_word(I2cDevice& chip, Lm75Register which, Read read)
{
    std::array<std::uint8_t, 2> bytes{};
    if (const auto got = read(chip, which, bytes); !got) return fail(got);
    return big_endian_16(bytes[0], bytes[1]);
}

Result<std::uint16_t> read_settings(I2cDevice& chip, const Lm75Member& member, Read read)
{
    std::array<std::uint8_t, 2> bytes{};
    const auto wanted = MutableBytes{bytes}.first(member.settings_size);
    if (const auto got = read(chip, configuration, wanted); !got) return fail(got);
    return big_endian_16(bytes[0], bytes[1]);
}

std::int32_t milli_celsius(std::uint16_t word)
{
    return static_cast<std::int32_t>(rounded_division(std::int64_t{static_cast<std::int16_t>(word)} * 1000, 256));
}

bool is_in_range(std::int32_t milli_celsius)
{
    return milli_celsius >= lm75_coldest && milli_celsius <= lm75_hottest;
}

/// Limits are temperatures of 9 to 12 bits, and begin as 75 and 80 °C.
bool are_limits(std::uint16_t lower, std::uint16_t upper)
{
    const auto from = milli_celsius(lower);
    const auto to = milli_celsius(upper);
    return ((lower | upper) & unused) == 0 && is_in_range(from) && is_in_range(to) && from < to;
}

}  // namespace

const Lm75Member lm75_member{
    .chip = "LM75",
    .bits = 9,
    .has_zero_tail = false,
    .settings_size = 1,
    .settings = two_faults,
    .kept = 0x1f00,
    .fixed = one_shot | resolution,
    .fixed_value = 0,
    .settling = 300ms,
};

const Lm75Member tmp75_member{
    .chip = "TMP75",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 1,
    .settings = resolution | two_faults,  // not what a TMP102 starts with either
    .kept = all_but_one_shot,
    .fixed = one_shot,
    .fixed_value = 0,
    .settling = tmp75_settling,
};

const Lm75Member tmp105_member{
    .chip = "TMP105",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 1,
    .settings = resolution | two_faults,  // not what a TMP102 starts with either
    .kept = all_but_one_shot,
    .fixed = one_shot,
    .fixed_value = 0,
    .settling = tmp75_settling,
};

const Lm75Member tmp102_member{
    .chip = "TMP102",
    .bits = 12,
    .has_zero_tail = true,
    .settings_size = 2,
    .settings = resolution | eight_per_second,
    .kept = all_but_one_shot | eight_per_second | extended_mode,
    .fixed = resolution | unused,
    .fixed_value = resolution,
    .settling = tmp102_settling,
};

Result<Reading> decode_lm75(const Lm75Member& member, std::uint16_t word, std::string_view where)
{
    const auto tail = static_cast<std::uint16_t>((1U << (16 - member.bits)) - 1);
    const auto measured = milli_celsius(static_cast<std::uint16_t>(word & ~tail));
    if (is_in_range(measured) && (!member.has_zero_tail || (word & tail) == 0)) {
        return Reading{}.with(Temperature::milli_celsius(measured));
    }
    return chip_failure(Errc::bad_value, "impossible value from the " + std::string{member.chip}, where);
}

Result<bool> Lm75::has_its_settings()
{
    const auto found = read_settings(chip_, member_, read_agreeing);
    if (!found) return fail(found);
    return (*found & member_.kept) == (member_.settings & member_.kept);
}

Result<Duration> Lm75::reset()
{
    const auto settings = member_.settings;
    const std::array<std::uint8_t, 3> out{configuration, static_cast<std::uint8_t>(settings >> 8),
                                          static_cast<std::uint8_t>(settings & 0xff)};
    if (const auto sent = chip_.write(ByteView{out}.first(1 + member_.settings_size)); !sent) return fail(sent);
    const auto kept = has_its_settings();
    if (!kept) return fail(kept);
    if (*kept) return member_.settling;
    return fail(Errc::wrong_chip, "the chip at " + chip_.where() + " is no " + std::string{member_.chip} +
                                      ": it does not keep the settings of one");
}

/// After power-up the register shows 0 °C until the first conversion is done, and nothing else tells that from a frosty
/// day. But the settings are gone then, too; they are looked at last, so that no reset slips in between.
Result<Reading> Lm75::collect()
{
    const auto word = read_word(chip_, temperature, read_agreeing);
    if (!word) return fail(word);
    const auto kept = has_its_settings();
    if (!kept) return fail(kept);
    if (*kept) return decode_lm75(member_, *word, chip_.where());
    return chip_failure(Errc::settings_lost, "settings lost by the " + std::string{member_.chip}, chip_.where());
}

/// Reads no register beyond the four there are. Strangers at these addresses fail by their limits: an ADS1115 has 8000
/// and 7fff there, a TMP117 6000 and 8000, an INA219 its bus voltage above its power.
Match probe_lm75(I2cDevice& chip, const Lm75Member& member)
{
    const auto lower = read_word(chip, lower_limit, read_registers);
    const auto upper = lower ? read_word(chip, upper_limit, read_registers) : lower;
    if (!upper || !are_limits(*lower, *upper)) return Match::no;
    const auto settings = read_settings(chip, member, read_registers);
    if (!settings || (*settings & member.fixed) != member.fixed_value) return Match::no;
    const auto word = read_word(chip, temperature, read_registers);
    return word && decode_lm75(member, *word, {}) ? Match::possible : Match::no;
}

}  // namespace coapnode
