// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_bmp388()
{
    const I2cScript calibration{asks("30", "93236b5849f65cffcef423"), asks("3b", "00ea636e79f3f6aa4312c4")};
    return {{
        .driver = "bmp388",
        .chip = "BMP388",
        .addresses = {0x76, 0x77},
        .set_up = twice(asks("00", "50")) + I2cScript{writes("7eb6")} + twice(asks("03", "10")) +
                  I2cScript{writes("1c00")} + calibration,
        .starts = {writes("1b13")},
        .collects = twice(asks("03", "70")) + twice(asks("04", "979f6d73d885")) + twice(asks("1b", "0300")),
        .reading = Reading{}.with(Temperature::milli_celsius(30'499)).with(Pressure::milli_pascal(100'876'006)),
        .settling = 2ms,
        .measuring = 5'900us,
        .may_be_busy = {},
        .stranger = twice(asks("00", "00")) + twice(asks("d0", "58")),
        .itself = I2cScript{asks("00", "50")} + calibration,
        .match = Match::certain,
    }};
}

}  // namespace coapnode
