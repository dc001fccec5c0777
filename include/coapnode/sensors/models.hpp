// SPDX-License-Identifier: MIT
/// The table of drivers: what `driver:` in the configuration may name.
#pragma once

#include "coapnode/core/units.hpp"
#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/sensors/sensor.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace coapnode {

/// How sure a probe is that this model sits at an address.
enum class Match {
    no,
    possible,  ///< something answers like it, but the chip has no identification
    certain,   ///< an id register or a CRC says so
};

struct Model {
    std::string_view driver;                  ///< "sht3x"
    std::string_view chips;                   ///< "Sensirion SHT30, SHT31, SHT35": for --list-drivers
    std::span<const std::uint8_t> addresses;  ///< 7-bit; the first is the default
    std::span<const Quantity> quantities;
    std::unique_ptr<Sensor> (*make)(I2cDevice& chip);
    /// Reads only, and harmless to any other chip that may sit at one of `addresses`.
    Match (*probe)(I2cDevice& chip);

    [[nodiscard]] std::uint8_t default_address() const { return addresses.front(); }
    [[nodiscard]] bool measures(Quantity quantity) const;
};

std::span<const Model> models();

/// nullptr where no driver has this name.
const Model* find_model(std::string_view driver);

}  // namespace coapnode
