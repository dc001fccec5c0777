// SPDX-License-Identifier: MIT
/// The sensors of this machine that drivers of the kernel read. Each read searches sysfs for the device again, because
/// its number changes when a sensor is reconnected.
///
/// Errors: sensor_missing, no_answer, bus_io, access_denied, bad_checksum, bad_value; wrong_chip when the device does
/// not measure the wanted quantities, or when several devices have the name. The message names the device.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/hal/i2c_device.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coapnode {

struct KernelSensorInfo {
    std::string device;  ///< the value of `device:` for it
    std::string name;    ///< its name in the kernel: "bme280"
    std::vector<Quantity> quantities;
};

class KernelSensors {
public:
    virtual ~KernelSensors() = default;

    /// Blocks until the kernel's driver has measured, which may take seconds. Any thread may call it.
    [[nodiscard]] virtual Result<Reading> read(const std::string& device, std::span<const Quantity> wanted) const = 0;

    /// Finds a device without a request to the chip.
    [[nodiscard]] virtual Result<KernelSensorInfo> find(const std::string& device) const = 0;

    /// All devices that measure a known Quantity, for --probe.
    [[nodiscard]] virtual std::vector<KernelSensorInfo> list() const = 0;

    /// The kernel driver that owns this address, "bmp280"; nullopt when there is none.
    [[nodiscard]] virtual std::optional<std::string> owner_of(const I2cAddress& where) const = 0;
};

/// Whether the name of its device tells what it measures, so that `measures:` may be left out.
bool tells_its_quantities(const KernelSensorInfo& sensor);

/// "temperature, humidity"
std::string list_of(std::span<const Quantity> quantities);

}  // namespace coapnode
