// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_lps25h()
{
    return {{
        .driver = "lps25h",
        .chip = "LPS25H",
        .addresses = {0x5c, 0x5d},
        .set_up =
            twice(asks("0f", "bd")) + I2cScript{writes("2184")} + twice(asks("21", "00")) + I2cScript{writes("2084")},
        .starts = {writes("2101")},
        .collects = twice(asks("27", "03")) + twice(asks("a8", "00503f40de")) + twice(asks("20", "84")),
        .reading = Reading{}.with(Temperature::milli_celsius(24'500)).with(Pressure::milli_pascal(101'300'000)),
        .settling = 5ms,
        .measuring = 50ms,
        .may_be_busy = {},
        .stranger = twice(asks("0f", "b1")),
        .itself = {asks("0f", "bd")},
        .match = Match::certain,
    }};
}

std::vector<KnownDriver> known_lps22hb()
{
    return {{
        .driver = "lps22hb",
        .chip = "LPS22HB",
        .addresses = {0x5c, 0x5d},
        .set_up =
            twice(asks("0f", "b1")) + I2cScript{writes("1114")} + twice(asks("11", "10")) + I2cScript{writes("1002")},
        .starts = {writes("1111")},
        .collects = twice(asks("27", "03")) + twice(asks("28", "00503f2909")) + twice(asks("10", "02")),
        .reading = Reading{}.with(Temperature::milli_celsius(23'450)).with(Pressure::milli_pascal(101'300'000)),
        .settling = 5ms,
        .measuring = 50ms,
        .may_be_busy = {},
        .stranger = twice(asks("0f", "bd")),
        .itself = {asks("0f", "b1")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
