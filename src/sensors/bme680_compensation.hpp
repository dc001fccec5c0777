// SPDX-License-Identifier: MIT
/// The compensation formulas of the BME680 (datasheet BST-BME680-DS001, section 3.3), in floating point, pure: from
/// what the converter counted to temperature, pressure and humidity.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/units.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace coapnode::bme680 {

inline constexpr std::size_t low_size = 23;                 // registers 8A..A0
using Registers = std::array<std::uint8_t, low_size + 10>;  ///< and E1..EA; what follows is the gas sensor's

/// The parameters under the datasheet's names, par_ left out.
struct Calibration {
    double t1{}, t2{}, t3{};
    double p1{}, p2{}, p3{}, p4{}, p5{}, p6{}, p7{}, p8{}, p9{}, p10{};
    double h1{}, h2{}, h3{}, h4{}, h5{}, h6{}, h7{};
};

Calibration parse_calibration(const Registers& registers);

struct Counts {
    std::int32_t pressure{};     ///< 20 bits
    std::int32_t temperature{};  ///< 20 bits
    std::int32_t humidity{};     ///< 16 bits
};

/// Registers 1F..26.
Counts parse_counts(ByteView registers);

/// nullopt if a value is beyond the operating range. Humidity ends at 0 and 100 %RH.
std::optional<Reading> compensated(const Calibration& calibration, const Counts& counts);

}  // namespace coapnode::bme680
