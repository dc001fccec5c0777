// SPDX-License-Identifier: MIT
/// Sensors that a driver of the kernel reads: the forms of `device:` in the configuration, and the known drivers.
#pragma once

#include "coapnode/core/units.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace coapnode {

/// The forms of `device:`.
enum class KernelDeviceForm {
    path,      ///< /sys/devices/...: a folder of sysfs
    one_wire,  ///< 28-0316a27944d2: family and serial number of a 1-Wire thermometer
    i2c,       ///< 1-0076: the chip at address 0x76 on /dev/i2c-1
    name,      ///< dht11, ds18b20, bme280: the name in the kernel or the device tree
};

KernelDeviceForm form_of(std::string_view device);

struct KernelDriver {
    std::string_view name;  ///< the device's name in sysfs; its driver's name begins with it
    std::span<const Quantity> quantities;
    std::string_view overlay{};  ///< the value of dtoverlay= that creates the device
    /// Thousandths in one unit of sysfs, for drivers that depart from the kernel's rule (m°C, m%RH).
    std::int32_t temperature_unit = 1;
    std::int32_t humidity_unit = 1;
    /// The range of its chip, in thousandths of °C.
    std::int32_t coldest = -90'000;
    std::int32_t hottest = 200'000;
};

/// Finds a driver by the name of the device, by another name of its chip (dht22), or by the name of the bound driver
/// (bme680_i2c). nullptr for an unknown name: the kernel's rule applies.
const KernelDriver* find_kernel_driver(std::string_view name);

/// "1-" for /dev/i2c-1: how the kernel's names of the chips on this bus begin.
std::string kernel_prefix_of(std::string_view bus);

/// The quantities that this device measures; empty when only sysfs can tell.
std::span<const Quantity> quantities_of_kernel_device(std::string_view device);

}  // namespace coapnode
