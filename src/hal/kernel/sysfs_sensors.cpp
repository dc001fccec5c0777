// SPDX-License-Identifier: MIT
#include "hal/kernel/sysfs_sensors.hpp"

#include "coapnode/hal/kernel_device.hpp"
#include "hal/kernel/attribute_file.hpp"
#include "hal/kernel/attributes.hpp"
#include "hal/kernel/failures.hpp"
#include "hal/kernel/found_device.hpp"
#include "hal/kernel/w1_slave.hpp"

#include <algorithm>

namespace coapnode {

namespace {

Result<Value> read_one_wire(const FoundDevice& found, const std::string& device)
{
    const auto read = read_attribute(found.folder / "w1_slave");
    if (read.error_number != 0) return cannot_read(device, "w1_slave", read.error_number);
    return decode_w1_slave(read.text, device);
}

Result<Value> read_value(const FoundDevice& found, Quantity quantity, const std::string& device)
{
    const bool is_of_one_wire = found.kind == FoundDevice::Kind::one_wire && quantity == Quantity::temperature;
    return is_of_one_wire ? read_one_wire(found, device) : read_quantity(found, quantity, device);
}

/// hwmon has also what watches over processors, disks and power supplies.
bool is_sensor_of_a_room(const FoundDevice& found)
{
    return found.kind != FoundDevice::Kind::hwmon || form_of(found.id) == KernelDeviceForm::i2c;
}

bool is_listed(const std::vector<KernelSensorInfo>& sensors, const std::string& device)
{
    return std::ranges::find(sensors, device, &KernelSensorInfo::device) != sensors.end();
}

}  // namespace

Result<Reading> SysfsSensors::read(const std::string& device, std::span<const Quantity> wanted) const
{
    const auto found = find_device(sys_, device);
    if (!found) return fail(found);
    Reading reading;
    for (const auto quantity : wanted) {
        const auto value = read_value(*found, quantity, device);
        if (!value) return fail(value);
        reading = reading.with(*value);
    }
    return reading;
}

Result<KernelSensorInfo> SysfsSensors::find(const std::string& device) const
{
    const auto found = find_device(sys_, device);
    if (!found) return fail(found);
    return KernelSensorInfo{found->id, found->name, quantities_of(*found)};
}

std::vector<KernelSensorInfo> SysfsSensors::list() const
{
    std::vector<KernelSensorInfo> sensors;
    for (const auto& found : all_devices(sys_)) {
        auto quantities = quantities_of(found);
        if (quantities.empty() || !is_sensor_of_a_room(found) || is_listed(sensors, found.id)) continue;
        sensors.push_back({found.id, found.name, std::move(quantities)});
    }
    return sensors;
}

std::optional<std::string> SysfsSensors::owner_of(const I2cAddress& where) const
{
    const auto name = kernel_name_of(where);
    if (!name) return std::nullopt;
    auto driver = driver_bound_to(sys_ / "bus/i2c/devices" / *name);
    return driver.empty() ? std::nullopt : std::optional{std::move(driver)};
}

std::optional<std::string> kernel_name_of(const I2cAddress& where)
{
    const auto name = kernel_prefix_of(where.bus) + "00" + to_string(where).substr(2, 2);
    return form_of(name) == KernelDeviceForm::i2c ? std::optional{name} : std::nullopt;
}

}  // namespace coapnode
