// SPDX-License-Identifier: MIT
/// The table of drivers: what `driver:` in the configuration may name. Each row stands with its driver in src/sensors;
/// drivers.def lists those of chips on an I2C bus. The last row is `kernel`: whatever a driver of the kernel reads.
/// Schema, manual, README and --list-drivers come from this table.
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

/// Where a sensor is, and the driver whose chip is expected there.
struct SensorPlace {
    I2cAddress i2c;
    std::string_view driver;
    // Of driver kernel.
    std::string device{};  ///< see hal/kernel_device.hpp
    std::vector<Quantity> measures{};
    Worker* worker = nullptr;  ///< reads that block run there; it outlives the sensor
};

struct Model {
    std::string_view driver;                  ///< "sht3x"
    std::string_view chips;                   ///< "Sensirion SHT30, SHT31, SHT35": for --list-drivers
    std::span<const std::string_view> words;  ///< printed on boards in place of `driver`, as in chip_names.hpp: "sht31"
    std::span<const std::uint8_t> addresses;  ///< 7-bit; the first is the default; empty: not on an I2C bus
    std::span<const Quantity> quantities;     ///< what it measures, or may
    /// What the chip allows, for its own warmth or because it measures no faster.
    Duration shortest_interval = 1s;
    /// The driver owns what it opens. Nothing is said to the chip yet. Errors: those of Hardware.
    Result<std::unique_ptr<Sensor>> (*open)(Hardware& hardware, const SensorPlace& place);
    /// Reads only, and harmless to any other chip that may sit at one of `addresses`.
    Match (*probe)(I2cDevice& chip) = nullptr;  ///< nullptr: not on an I2C bus

    [[nodiscard]] std::uint8_t default_address() const { return addresses.front(); }
    [[nodiscard]] bool measures(Quantity quantity) const;
    [[nodiscard]] bool is_on_i2c() const { return !addresses.empty(); }
};

/// Those of chips on an I2C bus.
std::span<const Model> models();

/// All that `driver:` may name.
std::span<const Model> drivers();

/// nullptr where no driver has this name.
const Model* find_model(std::string_view driver);

}  // namespace coapnode
