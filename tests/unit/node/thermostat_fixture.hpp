// SPDX-License-Identifier: MIT
/// A thermostat on a fake clock, with a sensor that says what the test says, and a line that the test watches.
#pragma once

#include "node/thermostat.hpp"
#include "sampler_fixture.hpp"
#include "support/fake_line.hpp"

#include <optional>
#include <string>

namespace coapnode {

/// Heats to 20 °C with half a degree of hysteresis, without minimum times, unless told otherwise.
inline ThermostatConfig plain_thermostat()
{
    ThermostatConfig config;
    config.sensor = "room";
    config.output = "relay";
    config.min_on = config.min_off = 0s;
    return config;
}

/// Its sensor is asked every 5 s and answers 16 ms later; the first time after 18 ms.
struct HeatedRoom : Room {
    LineState line;
    Led relay{time, log, "relay", std::make_unique<FakeLine>(line), false, false};
    std::optional<Thermostat> thermostat;

    explicit HeatedRoom(const ThermostatConfig& config = plain_thermostat(), const Thermostat::Past& past = {},
                        std::int32_t milli_celsius = 20'000)
    {
        warm_to(milli_celsius);
        thermostat.emplace(time, log, config, sampler, relay, past);
    }

    void warm_to(std::int32_t milli_celsius)
    {
        sensor.on_collect = Reading{}.with(Temperature::milli_celsius(milli_celsius));
    }

    /// Beyond the sample that begins at `slot`.
    void sample_at(Duration slot) { run_until(slot + 20ms); }
};

}  // namespace coapnode
