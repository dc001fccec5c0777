// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

namespace coapnode {

namespace {

/// One that has to load its calibration.
KnownDriver aht_family(std::string driver, std::string chip, std::string_view initialise, Duration settling,
                       I2cScript collects)
{
    const auto silent = failing(reads("180000000000"), Errc::no_answer);
    KnownDriver row{
        .driver = std::move(driver),
        .chip = std::move(chip),
        .addresses = {0x38},
        .set_up = twice(reads("100000000000")) + I2cScript{writes(initialise)} + twice(reads("180000000000")),
        .starts = {writes("ac3300")},
        .collects = std::move(collects),
        .reading = Reading{}.with(Temperature::milli_celsius(20'157)).with(Humidity::milli_percent(72'250)),
        .settling = settling,
        .measuring = 80ms,
        .may_be_busy = {{3, {silent, silent}}, {4, {silent, silent}}},
        .stranger = twice(reads("0880ffffffff")),
        .itself = {reads("1cb8f5a59cd0ff")},
        .match = Match::possible,
    };
    for (std::size_t read = 0; read < row.collects.size(); ++read)
        row.may_be_busy[row.set_up.size() + row.starts.size() + read] = {};
    return row;
}

}  // namespace

std::vector<KnownDriver> known_aht20()
{
    auto row = aht_family("aht20", "AHT20", "be0800", 10ms, {reads("1cb8f5a59cd0a3")});
    row.itself = {reads("1cb8f5a59cd0a3")};
    row.match = Match::certain;
    return {row};
}

std::vector<KnownDriver> known_aht10()
{
    return {aht_family("aht10", "AHT10", "e10800", 350ms, twice(reads("1cb8f5a59cd0")))};
}

}  // namespace coapnode
