// SPDX-License-Identifier: MIT
#include "hal/linux/linux_hardware.hpp"

#include "hal/kernel/sysfs_sensors.hpp"
#include "hal/linux/device_nodes.hpp"
#include "hal/linux/gpio_line.hpp"
#include "hal/linux/i2c_dev.hpp"

namespace coapnode {

namespace {

class LinuxHardware final : public Hardware {
public:
    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where, std::string_view /*driver*/) override
    {
        return open_i2c_dev(where);
    }

    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool high) override
    {
        return open_gpio_line(where, high, device_nodes("/dev", "gpiochip"), open_gpiod_chip);
    }

    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return device_nodes("/dev", "i2c-"); }

    [[nodiscard]] std::shared_ptr<const KernelSensors> kernel_sensors() const override
    {
        return std::make_shared<SysfsSensors>();
    }
};

}  // namespace

std::vector<std::string> gpio_line_names()
{
    std::vector<std::string> names;
    for (const auto& path : device_nodes("/dev", "gpiochip")) {
        const auto chip = open_gpiod_chip(path);
        if (!chip) continue;
        for (auto& name : chip->line_names())
            names.push_back(std::move(name));
    }
    return names;
}

std::unique_ptr<Hardware> linux_hardware()
{
    return std::make_unique<LinuxHardware>();
}

}  // namespace coapnode
