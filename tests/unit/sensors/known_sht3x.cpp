// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_sht3x()
{
    const auto status = asks("f32d", "ffffff");
    return {{
        .driver = "sht3x",
        .chip = "SHT3x",
        .addresses = {0x44, 0x45},
        .set_up = sht3x_set_up(),
        .starts = {writes("2400")},
        .collects = {reads("648bc7 a1331c"), asks("f32d", sht3x_kept)},
        .reading = Reading{}.with(Temperature::milli_celsius(23'732)).with(Humidity::milli_percent(62'969)),
        .settling = 1ms,
        .measuring = 15'500us,
        .may_be_busy = {{3, {failing(writes("3041"), Errc::no_answer)}},
                        {4, {}},
                        {6, {failing(asks("f32d", sht3x_kept), Errc::no_answer)}}},
        .stranger = {writes("3093"), status, status, status},
        .itself = {asks("f32d", "8010e1")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
