// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_bme680()
{
    return {{
        .driver = "bme680",
        .chip = "BME680",
        .addresses = {0x76, 0x77},
        .set_up = twice(asks("d0", "61")) + I2cScript{writes("e0b6"), writes("7008")} +
                  twice(asks("8a", "97670300c088d4d75800dc25")) + twice(asks("96", "36ff181e0000fcfd73f21e")) +
                  twice(asks("e1", "3efa31002d14789c5b66")),
        .starts = {writes("7201"), writes("7425")},
        .collects =
            I2cScript{asks("1d", "80")} + twice(asks("1f", "50910077a1005dc0")) + twice(asks("70", "080001002400")),
        .reading = Reading{}
                       .with(Temperature::milli_celsius(22'370))
                       .with(Humidity::milli_percent(59'987))
                       .with(Pressure::milli_pascal(100'105'144)),
        .settling = 10ms,
        .measuring = 11'189us,
        .may_be_busy = {},
        .stranger = twice(asks("d0", "58")) + twice(asks("d0", "58")),
        .itself = {asks("d0", "61")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
