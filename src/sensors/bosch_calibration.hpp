// SPDX-License-Identifier: MIT
/// The calibration of a BME280 or BMP280: how it is read, and whether it can be one. Readings have no checksum, and the
/// formulas make a believable value of many a wrong calibration.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "sensors/bosch_compensation.hpp"

#include <string_view>

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

struct FoundCalibration {
    BoschCalibration calibration;
    bool is_sure{};  ///< its checksum fits
};

/// What its checksum confirms is taken at once, anything else must come twice and be plausible. `name` is the driver's
/// chip, for messages; a BME280 has humidity's registers and the checksum, whichever driver reads it.
/// Errors: those of I2cDevice, and bad_checksum, bus_io, bad_value.
Result<FoundCalibration> read_bosch_calibration(I2cDevice& chip, bool is_bme280, std::string_view name);

}  // namespace coapnode
