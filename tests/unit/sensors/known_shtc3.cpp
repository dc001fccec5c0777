// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_shtc3()
{
    const auto nothing = asks("efc8", "ffffff");
    return {{
        .driver = "shtc3",
        .chip = "SHTC3",
        .addresses = {0x70},
        .set_up = {writes("3517"), asks("efc8", "08875b")},
        .starts = {writes("7866")},
        .collects = {reads("648bc7 a1331c")},
        .reading = Reading{}.with(Temperature::milli_celsius(23'731)).with(Humidity::milli_percent(62'968)),
        .settling = 240us,
        .measuring = 12'100us,
        .may_be_busy = {{3, {failing(writes("3517"), Errc::no_answer)}}},
        .stranger = {writes("3517"), nothing, nothing, nothing},
        .itself = {failing(reads("00"), Errc::no_answer), asks("efc8", "08875b")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
