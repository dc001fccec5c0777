// SPDX-License-Identifier: MIT
/// Sensors that a driver of the kernel reads: how a configuration names one, and what is known of those drivers.
#pragma once

#include "coapnode/core/units.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace coapnode {

/// What `device:` may say.
enum class KernelDeviceForm {
    path,      ///< /sys/devices/...: a folder of sysfs
    one_wire,  ///< 28-0316a27944d2: family and serial number of a 1-Wire thermometer
    i2c,       ///< 1-0076: the chip at address 0x76 of /dev/i2c-1
    name,      ///< dht11, bme280: as the kernel or the device tree calls it
};

KernelDeviceForm form_of(std::string_view device);

struct KernelDriver {
    std::string_view name;  ///< of the device in sysfs; the name of its driver begins with it
    std::span<const Quantity> quantities;
    std::string_view overlay{};  ///< what goes behind dtoverlay= to have one
    /// The thousandths that one unit in sysfs is, where a driver departs from the kernel's rule (m°C, m%RH).
    std::int32_t temperature_unit = 1;
    std::int32_t humidity_unit = 1;
    /// What its chip measures, in thousandths of °C.
    std::int32_t coldest = -90'000;
    std::int32_t hottest = 200'000;
};

/// By the name of the device, by another name of its chip (dht22), or by that of the driver bound to it (bme680_i2c).
/// nullptr where nothing is known: the kernel's rule holds.
const KernelDriver* find_kernel_driver(std::string_view name);

/// What a sensor named like this measures; empty where only the machine can tell.
std::span<const Quantity> quantities_of_kernel_device(std::string_view device);

}  // namespace coapnode
