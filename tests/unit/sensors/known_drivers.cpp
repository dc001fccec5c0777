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

KnownDriver sht3x()
{
    const auto status = asks("f32d", "ffffff");
    return {
        .driver = "sht3x",
        .chip = "SHT3x",
        .addresses = {0x44, 0x45},
        .set_up = sht3x_set_up(),
        .starts = {writes("2400")},
        .collects = {reads("648bc7 a1331c"), asks("f32d", sht3x_kept)},
        .reading = Reading{}.with(Temperature::milli_celsius(23'732)).with(Humidity::milli_percent(62'969)),
        .settling = 1ms,
        .measuring = 15'500us,
        .may_be_busy = {{3, {failing(writes("3041"), Errc::no_answer)}},
                        {4, {}},
                        {6, {failing(asks("f32d", sht3x_kept), Errc::no_answer)}}},
        .stranger = {writes("3093"), status, status, status},
        .itself = {asks("f32d", "8010e1")},
        .match = Match::certain,
    };
}

KnownDriver bme280()
{
    const auto burst = std::string{bosch_kept} + ' ' + std::string{bme280_values};
    return {
        .driver = "bme280",
        .chip = "BME280",
        .addresses = {0x76, 0x77},
        .set_up = bme280_set_up(),
        .starts = {writes("f201"), writes("f425")},
        .collects = twice(asks("f3", burst)),
        .reading = Reading{}
                       .with(Temperature::milli_celsius(24'436))
                       .with(Humidity::milli_percent(54'178))
                       .with(Pressure::milli_pascal(99'621'074)),
        .settling = 2ms,
        .measuring = 9'300us,
        .may_be_busy = {},
        .stranger = twice(asks("d0", "61")),
        .itself = {asks("d0", "60")},
        .match = Match::certain,
    };
}

KnownDriver bmp280(const I2cScript& set_up)
{
    const auto burst = std::string{bosch_kept} + ' ' + std::string{bmp280_values};
    return {
        .driver = "bmp280",
        .chip = "BMP280",
        .addresses = {0x76, 0x77},
        .set_up = set_up,
        .starts = {writes("f425")},
        .collects = twice(asks("f3", burst)),
        .reading = Reading{}.with(Temperature::milli_celsius(25'082)).with(Pressure::milli_pascal(100'653'254)),
        .settling = 2ms,
        .measuring = 6'425us,
        .may_be_busy = {},
        .stranger = twice(asks("d0", "61")),
        .itself = {asks("d0", "58")},
        .match = Match::certain,
    };
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

std::vector<KnownDriver> known_drivers()
{
    return {
        sht3x(),
        bme280(),
        bmp280(bmp280_set_up()),
        bmp280(bme280_set_up_without_humidity()),
        lm75_family("tmp102", "TMP102", 0x4b, {tmp102_set_up(), "60e0", "0160c0", "ffff", "60a0"}, 204ms, "1910"),
        lm75_family("lm75", "LM75", 0x4f, {lm75_set_up(), "08", "0108", "ff", "00"}, 300ms, "197f"),
        lm75_family("tmp75", "TMP75", 0x4f, {tmp75_set_up(), "68", "0168", "ff", "60"}, 450ms, "1910"),
        lm75_family("tmp105", "TMP105", 0x49, {tmp75_set_up(), "68", "0168", "ff", "60"}, 450ms, "1910"),
    };
}

}  // namespace coapnode
