// SPDX-License-Identifier: MIT
#include "coapnode/hal/hardware.hpp"

namespace coapnode {

namespace {

class NoKernelSensors final : public KernelSensors {
public:
    [[nodiscard]] Result<Reading> read(const std::string& device, std::span<const Quantity> /*wanted*/) const override
    {
        return fail(Errc::sensor_missing, "no kernel has a sensor \"" + device + "\" here");
    }
    [[nodiscard]] Result<KernelSensorInfo> find(const std::string& device) const override
    {
        return fail(read(device, {}));
    }
    [[nodiscard]] std::vector<KernelSensorInfo> list() const override { return {}; }
    [[nodiscard]] std::optional<std::string> owner_of(const I2cAddress& /*where*/) const override { return {}; }
};

}  // namespace

std::shared_ptr<const KernelSensors> Hardware::kernel_sensors() const
{
    return std::make_shared<NoKernelSensors>();
}

}  // namespace coapnode
