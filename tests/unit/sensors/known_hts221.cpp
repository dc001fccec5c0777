// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_hts221()
{
    const auto measured = twice(asks("27", "03")) + twice(asks("a8", "1ee85802")) + twice(asks("20", "84"));
    return {{
        .driver = "hts221",
        .chip = "HTS221",
        .addresses = {0x5f},
        .set_up = twice(asks("0f", "bc")) + I2cScript{writes("101b"), writes("2084"), writes("2101")} + measured +
                  twice(asks("b0", "3a85a61600c4f3ff000088cffdfffb02")),
        .starts = {writes("2101")},
        .collects = measured,
        .reading = Reading{}.with(Temperature::milli_celsius(31'771)).with(Humidity::milli_percent(47'458)),
        .settling = 50ms,
        .measuring = 50ms,
        .may_be_busy = {},
        .stranger = twice(asks("0f", "bd")),
        .itself = {asks("0f", "bc")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
