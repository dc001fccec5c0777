// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

namespace {

KnownDriver bmp280_with(const I2cScript& set_up)
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

}  // namespace

std::vector<KnownDriver> known_bme280()
{
    const auto burst = std::string{bosch_kept} + ' ' + std::string{bme280_values};
    return {{
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
    }};
}

/// The driver serves a BME280 as well.
std::vector<KnownDriver> known_bmp280()
{
    return {bmp280_with(bmp280_set_up()), bmp280_with(bme280_set_up_without_humidity())};
}

}  // namespace coapnode
