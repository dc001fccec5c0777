// SPDX-License-Identifier: MIT
/// The sensors of this machine that drivers of the kernel read. Nothing here holds on to one: each read looks for it
/// anew, because numbers in sysfs change whenever a sensor comes back.
///
/// Errors: sensor_missing, no_answer, bus_io, access_denied, bad_checksum, bad_value; wrong_chip where it does not
/// measure what is asked for, or where the name fits several. The message names the device.
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
    std::string device;  ///< what `device:` says to have it
    std::string name;    ///< what the kernel calls it: "bme280"
    std::vector<Quantity> quantities;
};

class KernelSensors {
public:
    virtual ~KernelSensors() = default;

    /// Blocks for as long as the kernel's driver measures, which may be seconds. May be called by any thread.
    [[nodiscard]] virtual Result<Reading> read(const std::string& device, std::span<const Quantity> wanted) const = 0;

    /// Does not ask the chip.
    [[nodiscard]] virtual Result<KernelSensorInfo> find(const std::string& device) const = 0;

    /// All that measure something of Quantity, for --probe.
    [[nodiscard]] virtual std::vector<KernelSensorInfo> list() const = 0;

    /// The kernel driver that has this address, "bmp280"; nullopt where there is none.
    [[nodiscard]] virtual std::optional<std::string> owner_of(const I2cAddress& where) const = 0;
};

/// "temperature, humidity"
std::string list_of(std::span<const Quantity> quantities);

}  // namespace coapnode
