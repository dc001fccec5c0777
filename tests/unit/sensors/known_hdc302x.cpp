// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_hdc302x()
{
    const auto kept = asks("f32d", sht3x_kept);
    return {{
        .driver = "hdc302x",
        .chip = "HDC302x",
        .addresses = {0x44, 0x45, 0x46, 0x47},
        .set_up = {writes("3093"), asks("f32d", sht3x_was_reset), asks("3781", "300033"), writes("30a2"),
                   writes("3041"), kept},
        .starts = {writes("2400")},
        .collects = {reads("648bc7 a1331c"), kept},
        .reading = Reading{}.with(Temperature::milli_celsius(23'732)).with(Humidity::milli_percent(62'969)),
        .settling = 1ms,
        .measuring = 15'500us,
        .may_be_busy = {{4, {failing(writes("3041"), Errc::no_answer)}},
                        {5, {}},
                        {7, {failing(kept, Errc::no_answer)}}},
        .stranger = {writes("3093"), kept, asks("3781", "300102")},
        .itself = {asks("f32d", sht3x_was_reset), asks("3781", "300033")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
