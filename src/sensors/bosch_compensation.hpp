// SPDX-License-Identifier: MIT
/// The compensation formulas of the datasheets (BME280 section 4.2.3, BMP280 section 3.11.3), in integers, pure: from
/// what the converter counted to temperature, humidity and pressure.
///
/// The formulas hold for calibrations that Bosch makes. With the bytes of a dead or forged chip they may divide by zero
/// or overflow; then there is no value.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/units.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace coapnode {

/// The trimming parameters under the datasheet's names, dig_ left out; those of humidity are zero on a BMP280.
struct BoschCalibration {
    std::uint16_t t1{};
    std::int16_t t2{}, t3{};
    std::uint16_t p1{};
    std::int16_t p2{}, p3{}, p4{}, p5{}, p6{}, p7{}, p8{}, p9{};
    std::uint8_t h1{};
    std::int16_t h2{};
    std::uint8_t h3{};
    std::int16_t h4{}, h5{};  ///< 12 bits each, signed
    std::int8_t h6{};
};

using BoschLowRegisters = std::array<std::uint8_t, 26>;  ///< 88..A1
using BoschHighRegisters = std::array<std::uint8_t, 7>;  ///< E1..E7, which a BMP280 does not have

BoschCalibration parse_bosch_calibration(const BoschLowRegisters& low, const BoschHighRegisters& high);

/// What the converter counted: registers F7..FE, or F7..FC without humidity.
struct BoschCounts {
    std::int32_t pressure{};     ///< 20 bits
    std::int32_t temperature{};  ///< 20 bits
    std::optional<std::int32_t> humidity;

    bool operator==(const BoschCounts&) const = default;
};

BoschCounts parse_bosch_counts(ByteView registers);

/// The temperature at full resolution, 1/5120 °C: the other formulas start from it.
std::int32_t bosch_fine_temperature(const BoschCalibration& calibration, std::int32_t count);

Value bosch_temperature(std::int32_t fine);
std::optional<Value> bosch_pressure(const BoschCalibration& calibration, std::int32_t fine, std::int32_t count);
/// Within 0..100 %RH.
std::optional<Value> bosch_humidity(const BoschCalibration& calibration, std::int32_t fine, std::int32_t count);

/// All values; nullopt if one cannot be computed or is beyond the operating range (BME280 section 1, BMP280 section 1).
std::optional<Reading> compensate_bosch(const BoschCalibration& calibration, const BoschCounts& counts);

}  // namespace coapnode
