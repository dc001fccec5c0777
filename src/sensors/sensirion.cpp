// SPDX-License-Identifier: MIT
#include "sensors/sensirion.hpp"

#include <algorithm>
#include <string>

namespace coapnode::sensirion {

namespace {

constexpr std::uint8_t undriven = 0xff;  // what the pull-ups make of a byte that no chip sends

}  // namespace

Failure spoilt(ByteView words, std::string_view name, std::string_view where)
{
    // Other chips at these addresses (INA219, OPT3001) have registers of two bytes; the pull-ups make the third.
    if (words.back() == undriven) return wrong_chip(name, where);
    return chip_failure(Errc::bad_checksum, "checksum error from the ", name, where);
}

Result<void> ask(I2cDevice& chip, ByteView command, MutableBytes words, std::string_view name)
{
    for (int asks = 0; asks < most_asks; ++asks) {
        if (const auto got = chip.write_read(command, words); !got) return fail(got);
        if (is_intact(words)) return {};
    }
    return spoilt(words, name, chip.where());
}

Result<Reading> decode(ByteView words, const Climate& climate, std::string_view name, std::string_view where)
{
    if (!is_intact(words)) return chip_failure(Errc::bad_checksum, "checksum error from the ", name, where);
    const auto temperature = Temperature::milli_celsius(climate.temperature.of(word_at(words, 0)));
    if (!is_within(temperature, climate.coldest, climate.hottest))
        return chip_failure(Errc::bad_value, "temperature beyond the range of the ", name, where);
    const auto humidity = std::clamp(climate.humidity.of(word_at(words, 1)), 0, 100'000);
    return Reading{}.with(temperature).with(Humidity::milli_percent(humidity));
}

}  // namespace coapnode::sensirion
