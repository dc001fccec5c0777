// SPDX-License-Identifier: MIT
/// A Raspberry Pi with sensors and an LED that is not there: what `--mock` and the tests run on.
#pragma once

#include "coapnode/hal/hardware.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "hal/kernel/owner.hpp"
#include "hal/kernel/sysfs_sensors.hpp"
#include "hal/mock/mock_bus.hpp"
#include "hal/mock/mock_files.hpp"
#include "hal/mock/mock_kernel_sensors.hpp"
#include "hal/mock/mock_lines.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

class MockHardware final : public Hardware {
public:
    /// `clock` moves the room's air and the chips' conversions.
    explicit MockHardware(const Clock& clock, const MockFiles& files = MockFiles::from_environment())
        : clock_{clock}, started_{clock.now()}, files_{files}, bus_{clock, files}, lines_{files}
    {
    }

    Result<std::unique_ptr<I2cDevice>> open_i2c(const I2cAddress& where, std::string_view driver) override
    {
        auto opened = bus_.open(where, driver);
        if (!opened) return with_owner(std::move(opened.error()), *kernel_sensors(), where);
        return opened;
    }
    Result<std::unique_ptr<OutputLine>> open_output(const LineAddress& where, bool high) override
    {
        return lines_.open(where, high);
    }
    /// The one that is listed; any other has the same chips.
    [[nodiscard]] std::vector<std::string> i2c_buses() const override { return {"/dev/i2c-1"}; }

    /// Those of a made-up tree, where MockFiles has one.
    [[nodiscard]] std::shared_ptr<const KernelSensors> kernel_sensors() const override
    {
        if (const auto tree = files_.sysfs()) return std::make_shared<SysfsSensors>(*tree);
        return std::make_shared<MockKernelSensors>(clock_, started_);
    }

    /// For tests.
    void inject(const I2cAddress& where, Injection injection) { bus_.inject(where, std::move(injection)); }
    MockLine& line(std::string_view name) { return lines_.line(name); }

private:
    const Clock& clock_;
    Instant started_;
    MockFiles files_;
    MockBus bus_;
    MockLines lines_;
};

}  // namespace coapnode
