// SPDX-License-Identifier: MIT
#include "sensors/bosch_calibration.hpp"

#include "sensors/chip.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace coapnode {

namespace {

struct Limits {
    std::int32_t value;
    std::int32_t least;
    std::int32_t most;
};

// Section 5.3, memory map.
constexpr std::uint8_t low_calibration = 0x88;
constexpr std::uint8_t middle_calibration = 0x95;
constexpr std::uint8_t high_calibration = 0xe1;
constexpr std::size_t parameters_t1_to_p9 = 24;  // of BoschLowRegisters; what follows is reserved, or humidity's

/// In two halves, so that each stays within the time of one bus transaction even on a bus slowed down to 10 kHz.
Result<void> read_low_calibration(I2cDevice& chip, BoschLowRegisters& low)
{
    constexpr auto half = std::tuple_size_v<BoschLowRegisters> / 2;
    const MutableBytes all{low};
    if (const auto got = read_registers(chip, low_calibration, all.first(half)); !got) return fail(got);
    return read_registers(chip, middle_calibration, all.last(half));
}

Result<BoschDump> read_dump(I2cDevice& chip, bool has_humidity)
{
    BoschDump dump;
    if (const auto got = read_low_calibration(chip, dump.low); !got) return fail(got);
    if (!has_humidity) return dump;
    std::array<std::uint8_t, std::tuple_size_v<BoschHighRegisters> + 1> high{};
    if (const auto got = read_registers(chip, high_calibration, high); !got) return fail(got);
    std::ranges::copy_n(high.begin(), dump.high.size(), dump.high.begin());
    dump.checksum = high.back();
    return dump;
}

Result<FoundCalibration> parsed(const BoschDump& dump, bool is_sure, std::string_view name, std::string_view where)
{
    if (is_from_dead_bus(low_calibration, ByteView{dump.low}.first(parameters_t1_to_p9))) {
        return chip_failure(Errc::bus_io, "no calibration data from the ", name, where);
    }
    const auto calibration = parse_bosch_calibration(dump.low, dump.high);
    if (is_sure || is_plausible(calibration)) return FoundCalibration{calibration, is_sure};
    return chip_failure(Errc::bad_value, "an invalid calibration in the ", name, where);
}

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

Result<FoundCalibration> read_bosch_calibration(I2cDevice& chip, bool is_bme280, std::string_view name)
{
    std::optional<BoschDump> before;
    for (int reads = 0; reads < most_reads; ++reads) {
        const auto dump = read_dump(chip, is_bme280);
        if (!dump) return fail(dump);
        const bool is_sure = is_bme280 && fits_checksum(*dump);
        if (is_sure || (before && *dump == *before)) return parsed(*dump, is_sure, name, chip.where());
        before = *dump;
    }
    return chip_failure(Errc::bad_checksum, "each read gives a different calibration of the ", name, chip.where());
}

}  // namespace coapnode
