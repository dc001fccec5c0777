// SPDX-License-Identifier: MIT
/// The kernel's sensors, as sysfs shows them.
#pragma once

#include "coapnode/hal/kernel_sensors.hpp"

#include <filesystem>
#include <utility>

namespace coapnode {

class SysfsSensors final : public KernelSensors {
public:
    /// `sys` is where sysfs is mounted, or a made-up tree.
    explicit SysfsSensors(std::filesystem::path sys = "/sys") : sys_{std::move(sys)} {}

    [[nodiscard]] Result<Reading> read(const std::string& device, std::span<const Quantity> wanted) const override;
    [[nodiscard]] Result<KernelSensorInfo> find(const std::string& device) const override;
    /// Without the temperatures of processors, disks and power supplies, which do not measure a room.
    [[nodiscard]] std::vector<KernelSensorInfo> list() const override;
    [[nodiscard]] std::optional<std::string> owner_of(const I2cAddress& where) const override;

private:
    std::filesystem::path sys_;
};

/// "1-0076"; nullopt where the bus has no number: /dev/i2c-1.
std::optional<std::string> kernel_name_of(const I2cAddress& where);

}  // namespace coapnode
