// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

std::vector<KnownDriver> known_mcp9808()
{
    return {{
        .driver = "mcp9808",
        .chip = "MCP9808",
        .addresses = {0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d, 0x1e, 0x1f},
        .set_up = twice(asks("06", "0054")) + twice(asks("07", "0400")) +
                  I2cScript{writes("010000"), writes("0803"), writes("0407d0")} + twice(asks("04", "07d0")),
        .starts = {},
        .collects = twice(asks("05", "c194")) + twice(asks("04", "07d0")),
        .reading = Reading{}.with(Temperature::milli_celsius(25'250)),
        .settling = 300ms,
        .measuring = 0ms,
        .may_be_busy = {},
        .stranger = twice(asks("06", "ffff")),
        .itself = {asks("06", "0054"), asks("07", "0400")},
        .match = Match::certain,
    }};
}

}  // namespace coapnode
