// SPDX-License-Identifier: MIT
/// A back end opens chips and GPIO lines. src/hal/linux uses the Pi's devices, src/hal/mock emulates a Pi.
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

    /// `driver` names the driver of the chip that is expected there, empty when unknown: the mock emulates that chip.
    /// It does not check that a chip answers. Errors: bus_missing, access_denied, bus_busy.
    [[nodiscard]] virtual Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where,
                                                                      std::string_view driver) = 0;

    /// Requests the line as an output, with its level (`high` or low) set from the start. Errors: line_missing,
    /// line_busy, access_denied, line_io.
    [[nodiscard]] virtual Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool high) = 0;

    /// The I2C buses of this machine, for --probe: "/dev/i2c-1".
    [[nodiscard]] virtual std::vector<std::string> i2c_buses() const = 0;

    /// What the kernel's own drivers read; never nullptr. Threads may keep it longer than the hardware lives.
    /// Here: none, for hardware without a kernel.
    [[nodiscard]] virtual std::shared_ptr<const KernelSensors> kernel_sensors() const;
};

}  // namespace coapnode
