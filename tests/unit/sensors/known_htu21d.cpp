// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_htu21d()
{
    const auto temperature = reads("6644f6");
    const auto humidity = reads("7c8297");
    return {{
        .driver = "htu21d",
        .chip = "HTU21D",
        .addresses = {0x40},
        .set_up = twice(asks("e7", "3a")),
        .starts = {writes("f3")},
        .collects = {temperature, writes("f5"), humidity},
        .reading = Reading{}.with(Temperature::milli_celsius(23'346)).with(Humidity::milli_percent(54'791)),
        .settling = 0ms,
        .measuring = 85ms,
        .may_be_busy = {{3, {failing(temperature, Errc::no_answer)}}, {5, {}}},
        .steps = 2,
        .stranger = twice(asks("e7", "ff")),
        .itself = {asks("e7", "02")},
        .match = Match::possible,
    }};
}

}  // namespace coapnode
