// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_scd4x()
{
    const auto asks_serial = writes("3682");
    const auto nothing = I2cScript{asks_serial, reads("ffffffffffffffffff")};
    return {{
        .driver = "scd4x",
        .chip = "SCD4x",
        .addresses = {0x62},
        .set_up = {writes("3f86"), asks_serial, reads("f89631 9f07c2 3bbe89"), writes("21b1")},
        .starts = {},
        .collects = {writes("ec05"), reads("01f433 6667a2 5eb93c")},
        .reading = Reading{}
                       .with(Co2::ppm(500))
                       .with(Temperature::milli_celsius(25'003))
                       .with(Humidity::milli_percent(37'002)),
        .settling = 500ms,
        .measuring = 5s,
        .may_be_busy = {{5, {failing(asks_serial, Errc::no_answer)}}},
        .steps = 2,
        .stranger = I2cScript{writes("3f86")} + nothing + nothing + nothing,
        .itself = {failing(asks("e4b8", "8000a2"), Errc::no_answer), reads("8000a2")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
