// SPDX-License-Identifier: MIT
/// Reads the calibration of a BME280 or BMP280 and checks that it is plausible. Readings have no checksum, and with a
/// wrong calibration the formulas often give a believable value.
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

/// A BME280's E8 is an inverted CRC-8 over the rest. The datasheet does not say so; Bosch's own self-test checks it. A
/// relative may lack it, so a mismatch alone refuses no calibration.
bool fits_checksum(const BoschDump& dump);

/// Bosch's limits for the BMP280. The known BME280s lie within them, too. The limits of T3 are wider: some chips of
/// both kinds have 50 there.
bool is_plausible(const BoschCalibration& calibration);

struct FoundCalibration {
    BoschCalibration calibration;
    bool is_sure{};  ///< its checksum fits
};

/// A calibration with the right checksum is taken at once. Any other must come twice and be plausible. `name` is the
/// driver's chip, for messages; a BME280 has humidity's registers and the checksum, whichever driver reads it. Errors:
/// those of I2cDevice, and bad_checksum, bus_io, bad_value.
Result<FoundCalibration> read_bosch_calibration(I2cDevice& chip, bool is_bme280, std::string_view name);

}  // namespace coapnode
