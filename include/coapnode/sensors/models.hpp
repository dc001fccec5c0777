// SPDX-License-Identifier: MIT
/// The table of drivers: the values of `driver:` in the configuration. Each row is in the file of its driver in
/// src/sensors; drivers.def lists those of chips on an I2C bus. The last row is `kernel`: sensors that a driver of the
/// kernel reads. The schema, the manual, README.md and --list-drivers are made from this table.
#pragma once

#include "coapnode/core/units.hpp"
#include "coapnode/hal/hardware.hpp"
#include "coapnode/loop/worker.hpp"
#include "coapnode/sensors/match.hpp"
#include "coapnode/sensors/sensor.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The place of a sensor, and the driver of the chip that is expected there.
struct SensorPlace {
    I2cAddress i2c;
    std::string_view driver;
    // The next three are for driver `kernel` only.
    std::string device{};  ///< see hal/kernel_device.hpp
    std::vector<Quantity> measures{};
    Worker* worker = nullptr;  ///< runs blocking reads; it outlives the sensor
};

/// One driver.
struct Model {
    std::string_view driver;                  ///< "sht3x"
    std::string_view chips;                   ///< "Sensirion SHT30, SHT31, SHT35": for --list-drivers
    std::span<const std::string_view> words;  ///< names on boards other than `driver`, as in chip_names.hpp: "sht31"
    std::span<const std::uint8_t> addresses;  ///< 7-bit; the first is the default; empty: not on an I2C bus
    std::span<const Quantity> quantities;     ///< what it measures or may measure
    /// The shortest interval that the chip allows, because of self-heating or its conversion time.
    Duration shortest_interval = 1s;
    /// Creates the driver, which owns what it opens. Nothing is sent to the chip yet. Errors: those of Hardware.
    Result<std::unique_ptr<Sensor>> (*open)(Hardware& hardware, const SensorPlace& place);
    /// Probes by reading only, so it is harmless to other chips at `addresses`.
    Match (*probe)(I2cDevice& chip) = nullptr;  ///< nullptr: not on an I2C bus
    std::string_view accuracy{};  ///< typical, near room temperature, for the documents: "±0.2 °C, ±2 %"

    [[nodiscard]] std::uint8_t default_address() const { return addresses.front(); }
    [[nodiscard]] bool measures(Quantity quantity) const;
    [[nodiscard]] bool is_on_i2c() const { return !addresses.empty(); }
};

/// The rows of chips on an I2C bus.
std::span<const Model> models();

/// All rows: every value of `driver:`.
std::span<const Model> drivers();

/// nullptr when no driver has this name.
const Model* find_model(std::string_view driver);

}  // namespace coapnode
