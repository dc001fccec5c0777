// SPDX-License-Identifier: MIT
/// A back end: where chips and lines come from. src/hal/linux is the Pi, src/hal/mock emulates one.
#pragma once

#include "coapnode/hal/i2c_device.hpp"
#include "coapnode/hal/kernel_sensors.hpp"
#include "coapnode/hal/output_line.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class Hardware {
public:
    virtual ~Hardware() = default;

    /// `driver` is whose chip is expected there, empty where nobody knows: a back end that makes the chips makes that
    /// one. Errors: bus_missing, access_denied, bus_busy. That a chip answers is not checked here.
    [[nodiscard]] virtual Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where,
                                                                      std::string_view driver) = 0;

    /// Requests the line as an output that is `high` or low from its first moment on.
    /// Errors: line_missing, line_busy, access_denied, line_io.
    [[nodiscard]] virtual Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool high) = 0;

    /// The I2C buses there are, for --probe: "/dev/i2c-1".
    [[nodiscard]] virtual std::vector<std::string> i2c_buses() const = 0;

    /// What the kernel's own drivers read; never nullptr. Threads may keep it longer than the hardware lives.
    /// Here: none, for hardware without a kernel.
    [[nodiscard]] virtual std::shared_ptr<const KernelSensors> kernel_sensors() const;
};

}  // namespace coapnode
