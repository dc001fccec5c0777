// SPDX-License-Identifier: MIT
/// The sensors in sysfs: hwmon, IIO and 1-Wire, each with the names that it has.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace coapnode {

struct FoundDevice {
    enum class Kind { iio, hwmon, one_wire };

    Kind kind{};
    std::filesystem::path folder;  ///< of the attributes; its number changes with every boot
    std::filesystem::path parent;  ///< the folder of the chip itself
    std::string id;                ///< what names it for good: "1-0076", "28-0316a27944d2", "dht11@0", else its name
    std::string name;              ///< "bme280"
    std::string label;             ///< as the device tree gives it, mostly empty
    std::string driver;            ///< the driver bound to the chip, "bme680_i2c"; may be empty
};

/// `sys` is /sys, or a made-up tree of a test. In the order of their kinds and numbers.
std::vector<FoundDevice> all_devices(const std::filesystem::path& sys);

/// The one that `device` names (kernel_device.hpp). Errors: sensor_missing; wrong_chip where it fits several.
Result<FoundDevice> find_device(const std::filesystem::path& sys, const std::string& device);

/// The name of the driver that a chip's folder is bound to; empty where there is none.
std::string driver_bound_to(const std::filesystem::path& chip);

}  // namespace coapnode
