// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_sht4x()
{
    const std::string_view serial = "0f8e7d 3cd1b2";
    const auto silent = failing(reads(serial), Errc::no_answer);
    const auto nothing = asks("89", "ffffffffffff");
    return {{
        .driver = "sht4x",
        .chip = "SHT4x",
        .addresses = {0x44, 0x45, 0x46},
        .set_up = {writes("89"), reads(serial)},
        .starts = {writes("fd")},
        .collects = {reads("648bc7 a1331c")},
        .reading = Reading{}.with(Temperature::milli_celsius(23'732)).with(Humidity::milli_percent(72'712)),
        .settling = 1ms,
        .measuring = 8'300us,
        .may_be_busy = {{1, {silent, silent}}, {3, {failing(writes("89"), Errc::no_answer)}}},
        .stranger = {writes("89"), reads("ffffffffffff"), nothing, nothing, nothing},
        .itself = {silent, asks("89", serial)},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
