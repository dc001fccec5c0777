// SPDX-License-Identifier: MIT
#include "hal/kernel/owner.hpp"

#include "hal/kernel/sysfs_sensors.hpp"

#include <utility>

namespace coapnode {

namespace {

/// As the YAML that reads it; empty when it is not a sensor.
std::string readings_of(const KernelSensors& sensors, const I2cAddress& where)
{
    const auto name = kernel_name_of(where);
    const auto found = name ? sensors.find(*name) : fail(Errc::sensor_missing, {});
    return found && !found->quantities.empty() ? "; to read it through that: " + as_yaml(*found) : std::string{};
}

}  // namespace

std::string as_yaml(const KernelSensorInfo& sensor)
{
    auto yaml = "{driver: kernel, device: " + sensor.device;
    if (!tells_its_quantities(sensor)) yaml += ", measures: [" + list_of(sensor.quantities) + ']';
    return yaml + '}';
}

Failure with_owner(Error failed, const KernelSensors& sensors, const I2cAddress& where)
{
    const auto owner = failed == Errc::bus_busy ? sensors.owner_of(where) : std::nullopt;
    if (owner) failed.message += " (" + *owner + readings_of(sensors, where) + ')';
    return Failure{std::move(failed)};
}

}  // namespace coapnode
