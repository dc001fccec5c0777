// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_hdc1080()
{
    const auto temperature = reads("6664");
    const auto humidity = reads("8000");
    const auto settings = asks("02", "0100");
    const auto busy = failing(humidity, Errc::no_answer);
    return {{
        .driver = "hdc1080",
        .chip = "HDC1080",
        .addresses = {0x40, 0x41, 0x42, 0x43},
        .set_up = twice(asks("ff", "1050")) + twice(asks("fe", "5449")) + I2cScript{writes("020100")},
        .starts = {writes("00")},
        .collects = twice(temperature) + I2cScript{writes("01")} + twice(humidity) + twice(settings),
        .reading = Reading{}.with(Temperature::milli_celsius(25'994)).with(Humidity::milli_percent(50'000)),
        .settling = 0ms,
        .measuring = 10ms,
        // The second reads: what is given only once is believed, and the next step is busy.
        .may_be_busy = {{6, {failing(temperature, Errc::no_answer)}},
                        {7, {writes("01"), busy}},
                        {9, {}},
                        {10, {failing(settings, Errc::not_ready)}}},
        .steps = 2,
        .stranger = twice(asks("ff", "ffff")),
        .itself = {asks("ff", "1050"), asks("fe", "5449")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
