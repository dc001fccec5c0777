// SPDX-License-Identifier: MIT
/// Bosch BME280 (temperature, humidity, pressure) and BMP280 (the same without humidity). Sections are those of the
/// datasheets BST-BME280-DS002 and, where it says so, BST-BMP280-DS001.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/models.hpp"
#include "sensors/bosch_calibration.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Forced mode, oversampling x1, filter off: the chip sleeps between samples and does not warm itself.
class BoschSensor final : public Sensor {
public:
    /// Without humidity it takes a BME280 as well: the registers are the same (section 5.2), and what was asked for is
    /// measured rightly.
    BoschSensor(I2cDevice& chip, bool has_humidity) : chip_{chip}, has_humidity_{has_humidity} {}

    /// wrong_chip names the driver to use instead where there is one.
    Result<Duration> reset() override;
    Result<void> configure() override;
    Result<Duration> start() override;
    Result<Reading> collect() override;
    /// A BME280's calibration that does not fit its checksum.
    [[nodiscard]] std::optional<Error> doubt() const override { return doubt_; }

private:
    Result<void> identify();
    Result<void> read_calibration();
    Result<void> take(const BoschDump& dump, bool is_sure);
    [[nodiscard]] Failure failure(Errc code, std::string_view clause) const;
    [[nodiscard]] std::string name() const { return has_humidity_ ? "BME280" : "BMP280"; }

    I2cDevice& chip_;
    bool has_humidity_;
    bool is_bme280_ = false;  ///< since identify()
    BoschCalibration calibration_;
    std::optional<Error> doubt_;
};

Match probe_bme280(I2cDevice& chip);
Match probe_bmp280(I2cDevice& chip);

}  // namespace coapnode
