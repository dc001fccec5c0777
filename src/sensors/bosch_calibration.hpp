// SPDX-License-Identifier: MIT
/// Whether what a BME280 or BMP280 shows as its calibration can be one, pure. Readings have no checksum, and the
/// formulas make a believable value of many a wrong calibration.
#pragma once

#include "sensors/bosch_compensation.hpp"

namespace coapnode {

/// The registers of the calibration, as they were read.
struct BoschDump {
    BoschLowRegisters low{};
    BoschHighRegisters high{};  ///< zero without humidity
    std::uint8_t checksum{};    ///< E8, of a BME280 alone

    bool operator==(const BoschDump&) const = default;
};

/// A BME280's E8 is a CRC-8 over the rest, inverted; the datasheet does not tell, Bosch's own self-test checks it.
/// A relative may lack it, so that no calibration is refused for this alone.
bool fits_checksum(const BoschDump& dump);

/// Bosch's limits for the BMP280, in which the BME280s that are known lie as well; wider for T3, of which both kinds
/// have 50, too.
bool is_plausible(const BoschCalibration& calibration);

}  // namespace coapnode
