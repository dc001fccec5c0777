// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

namespace {

std::vector<std::uint8_t> from_to(std::uint8_t first, std::uint8_t last)
{
    std::vector<std::uint8_t> addresses;
    for (; first <= last; ++first)
        addresses.push_back(first);
    return addresses;
}

/// Its settings, as they are written, as they read back and as a register of ones does.
struct Lm75Settings {
    I2cScript set_up;
    std::string_view read_back;
    std::string_view written;
    std::string_view ones;
    std::string_view at_power_up;
};

KnownDriver lm75_family(std::string driver, std::string chip, std::uint8_t last_address, const Lm75Settings& settings,
                        Duration settling, std::string_view word)
{
    return {
        .driver = std::move(driver),
        .chip = std::move(chip),
        .addresses = from_to(0x48, last_address),
        .set_up = settings.set_up,
        .starts = {},
        .collects = lm75_sample(settings.read_back),
        .reading = Reading{}.with(Temperature::milli_celsius(25'000)),
        .settling = settling,
        .measuring = 0ms,
        .may_be_busy = {},
        .stranger = I2cScript{writes(settings.written)} + twice(asks("01", settings.ones)),
        .itself = {asks("02", "4b00"), asks("03", "5000"), asks("01", settings.at_power_up), asks("00", word)},
        .match = Match::possible,
    };
}

}  // namespace

std::vector<KnownDriver> known_tmp102()
{
    return {lm75_family("tmp102", "TMP102", 0x4b, {tmp102_set_up(), "60e0", "0160c0", "ffff", "60a0"}, 204ms, "1910")};
}

std::vector<KnownDriver> known_lm75()
{
    return {lm75_family("lm75", "LM75", 0x4f, {lm75_set_up(), "08", "0108", "ff", "00"}, 300ms, "197f")};
}

std::vector<KnownDriver> known_tmp75()
{
    return {lm75_family("tmp75", "TMP75", 0x4f, {tmp75_set_up(), "68", "0168", "ff", "60"}, 450ms, "1910")};
}

std::vector<KnownDriver> known_tmp105()
{
    return {lm75_family("tmp105", "TMP105", 0x49, {tmp75_set_up(), "68", "0168", "ff", "60"}, 450ms, "1910")};
}

}  // namespace coapnode
