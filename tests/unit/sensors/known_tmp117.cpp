// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_tmp117()
{
    return {{
        .driver = "tmp117",
        .chip = "TMP117",
        .addresses = {0x48, 0x49, 0x4a, 0x4b},
        .set_up = twice(asks("0f", "0117")) + I2cScript{writes("0101a0")},
        .starts = {},
        .collects = twice(asks("00", "0c80")) + I2cScript{asks("01", "21a0")} + twice(asks("01", "01a0")),
        .reading = Reading{}.with(Temperature::milli_celsius(25'000)),
        .settling = 160ms,
        .measuring = 0ms,
        .may_be_busy = {},
        .stranger = twice(asks("0f", "1116")),
        .itself = {asks("0f", "0117")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
