// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_dps310()
{
    const auto coefficients = twice(asks("10", "0e1edd13ca5f2152f9c604d1db47005bfb3a"));
    const auto temperature = twice(asks("06", "0380e0")) + twice(asks("03", "0269a6"));
    const auto pressure = twice(asks("06", "0380d0")) + twice(asks("00", "e4cef2"));
    return {{
        .driver = "dps310",
        .chip = "DPS310",
        .addresses = {0x76, 0x77},
        .set_up = twice(asks("0d", "10")) + I2cScript{writes("0c09")} + twice(asks("08", "c0")) + coefficients +
                  twice(asks("28", "80")) + twice(asks("32", "02")) + I2cScript{writes("0603"), writes("0780")},
        .starts = {writes("0802")},
        .collects = temperature + I2cScript{writes("0801")} + pressure,
        .reading = Reading{}.with(Temperature::milli_celsius(24'738)).with(Pressure::milli_pascal(92'946'311)),
        .settling = 40ms,
        .measuring = 3'600us,
        .may_be_busy = {},
        .steps = 2,
        .stranger = twice(asks("0d", "00")),
        .itself = {asks("0d", "10")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
