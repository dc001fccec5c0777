// SPDX-License-Identifier: MIT
#include "hal/mock/mock_kernel_sensors.hpp"

#include "coapnode/hal/kernel_device.hpp"
#include "hal/mock/world.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace coapnode {

namespace {

std::int32_t thousandths(double value)
{
    return static_cast<std::int32_t>(std::lround(1'000 * value));
}

}  // namespace

Result<Reading> MockKernelSensors::read(const std::string& device, std::span<const Quantity> wanted) const
{
    const auto air = indoor_air(clock_.now() - started_);
    const Value values[]{Temperature::milli_celsius(thousandths(air.celsius)),
                         Humidity::milli_percent(thousandths(air.percent)),
                         Pressure::milli_pascal(thousandths(100 * air.hectopascal))};
    Reading reading;
    for (const auto quantity : wanted) {
        const auto* const value = std::ranges::find(values, quantity, &Value::quantity);
        if (value == std::end(values))
            return fail(Errc::wrong_chip, "kernel sensor \"" + device + "\" has no " + std::string{name_of(quantity)});
        reading = reading.with(*value);
    }
    return reading;
}

Result<KernelSensorInfo> MockKernelSensors::find(const std::string& device) const
{
    const auto known = quantities_of_kernel_device(device);
    return KernelSensorInfo{device, device, {known.begin(), known.end()}};
}

}  // namespace coapnode
