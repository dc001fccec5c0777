// SPDX-License-Identifier: MIT
/// Equipment without hardware: fake sensors under the models of real drivers, LEDs on lines that a test watches, and
/// the site that is built on them.
#pragma once

#include "node/equipment.hpp"
#include "resources/build_site.hpp"
#include "support/fake_line.hpp"
#include "support/fake_scheduler.hpp"
#include "support/fake_sensor.hpp"
#include "support/messages.hpp"
#include "support/recording_log.hpp"

#include <list>
#include <memory>
#include <string>
#include <utility>

namespace coapnode {

inline const Error no_answer{Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"};

struct Bench {
    FakeScheduler time;
    RecordingLog log;
    std::list<LineState> lines;
    Equipment equipment;
    NodeFacts facts{"sensor-001", "", "coapnode 0.1.0", "", {"coap://[::]:5683"}, FakeScheduler::start};
    std::unique_ptr<Site> site;

    /// A sensor that answers 18 ms after each interval begins (FakeSensor, after a reset 2 ms later).
    FakeSensor& fit_sensor(const std::string& name, const std::string& driver, Duration interval = 5s)
    {
        FittedSensor fitted;
        fitted.config.name = name;
        fitted.model = find_model(driver);
        fitted.quantities = quantities_of(*fitted.model, fitted.config);
        auto fake = std::make_unique<FakeSensor>(time);
        auto& sensor = *fake;
        fitted.driver = std::move(fake);
        fitted.sampler = std::make_unique<Sampler>(time, log, sensor, name, interval);
        equipment.sensors.push_back(std::move(fitted));
        return sensor;
    }

    LineState& fit_led(const std::string& name)
    {
        auto& state = lines.emplace_back();
        LedConfig config;
        config.name = name;
        equipment.leds.push_back(
            {config, std::make_unique<Led>(time, log, name, std::make_unique<FakeLine>(state), false, false)});
        return state;
    }

    /// Of the first sensor and the first LED.
    Thermostat& fit_thermostat(ThermostatConfig config)
    {
        config.sensor = equipment.sensors.front().config.name;
        config.output = equipment.leds.front().config.name;
        equipment.thermostat = std::make_unique<Thermostat>(time, log, config, *equipment.sensors.front().sampler,
                                                            *equipment.leds.front().led);
        return *equipment.thermostat;
    }

    void build() { site = build_site(equipment, facts, time); }

    /// To a moment counted from the construction.
    void run_until(Duration moment) { time.advance(moment - time.elapsed()); }

    Response handle(const Request& request) { return site->handle(request); }
    Response get(std::string_view path, ContentFormat format)
    {
        return site->handle(accepting(request_for(path), format));
    }
    std::string json(std::string_view path) { return payload_of(get(path, ContentFormat::json)); }
};

}  // namespace coapnode
