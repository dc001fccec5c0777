// SPDX-License-Identifier: MIT
/// What a node may own of hardware that the test keeps.
#pragma once

#include "coapnode/hal/hardware.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class BorrowedHardware final : public Hardware {
public:
    /// `hardware` outlives it.
    explicit BorrowedHardware(Hardware& hardware) : hardware_{hardware} {}

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where, std::string_view driver) override
    {
        return hardware_.open_i2c(where, driver);
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool high) override
    {
        return hardware_.open_output(where, high);
    }
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return hardware_.i2c_buses(); }
    [[nodiscard]] std::shared_ptr<const KernelSensors> kernel_sensors() const override
    {
        return hardware_.kernel_sensors();
    }

private:
    Hardware& hardware_;
};

}  // namespace coapnode
