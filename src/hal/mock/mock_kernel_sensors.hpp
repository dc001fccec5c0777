// SPDX-License-Identifier: MIT
/// The sensors of a kernel that is not there: any device measures the room's air.
#pragma once

#include "coapnode/hal/kernel_sensors.hpp"
#include "coapnode/loop/scheduler.hpp"

namespace coapnode {

class MockKernelSensors final : public KernelSensors {
public:
    /// `clock` outlives it, and may be asked by any thread.
    MockKernelSensors(const Clock& clock, Instant started) : clock_{clock}, started_{started} {}

    [[nodiscard]] Result<Reading> read(const std::string& device, std::span<const Quantity> wanted) const override;
    [[nodiscard]] Result<KernelSensorInfo> find(const std::string& device) const override;
    [[nodiscard]] std::vector<KernelSensorInfo> list() const override { return {}; }
    [[nodiscard]] std::optional<std::string> owner_of(const I2cAddress& /*where*/) const override { return {}; }

private:
    const Clock& clock_;
    Instant started_;
};

}  // namespace coapnode
