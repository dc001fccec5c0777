// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_bh1750()
{
    const auto empties = I2cScript{writes("01"), writes("07")};
    return {{
        .driver = "bh1750",
        .chip = "BH1750",
        .addresses = {0x23, 0x5c},
        .set_up = empties + twice(reads("0000")) + I2cScript{writes("42"), writes("65")},
        .starts = {writes("20")},
        .collects = twice(reads("8390")) + empties + twice(reads("0000")),
        .reading = Reading{}.with(Illuminance::milli_lux(28'066'667)),
        .settling = 0ms,
        .measuring = 180ms,
        .may_be_busy = {},
        .stranger = empties + twice(reads("ffff")),
        .itself = {reads("8390")},
        .match = Match::possible,
    }};
}

}  // namespace coapnode
