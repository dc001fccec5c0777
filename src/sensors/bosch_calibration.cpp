// SPDX-License-Identifier: MIT
#include "sensors/bosch_calibration.hpp"

#include "sensors/crc8.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Limits {
    std::int32_t value;
    std::int32_t least;
    std::int32_t most;
};

}  // namespace

bool fits_checksum(const BoschDump& dump)
{
    std::array<std::uint8_t, std::tuple_size_v<BoschLowRegisters> + std::tuple_size_v<BoschHighRegisters>> all{};
    std::ranges::copy(dump.high, std::ranges::copy(dump.low, all.begin()).out);
    return (crc8(all, 0xff, bosch_polynomial) ^ 0xff) == dump.checksum;
}

bool is_plausible(const BoschCalibration& calibration)
{
    const auto& c = calibration;
    const std::array all{
        Limits{c.t1, 19'000, 35'000},  Limits{c.t2, 22'000, 30'000},  Limits{c.t3, -3'000, 1'000},
        Limits{c.p1, 30'000, 42'000},  Limits{c.p2, -12'970, -8'000}, Limits{c.p3, -5'000, 8'000},
        Limits{c.p4, -10'000, 18'000}, Limits{c.p5, -500, 1'100},     Limits{c.p6, -1'000, 1'000},
        Limits{c.p8, -30'000, 10'000}, Limits{c.p9, -10'000, 30'000},
    };
    return std::ranges::all_of(all, [](const Limits& row) { return row.value >= row.least && row.value <= row.most; });
}

}  // namespace coapnode
