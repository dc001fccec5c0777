// SPDX-License-Identifier: MIT
/// A sampler on a fake clock, with a sensor that does what the test says.
#pragma once

#include "node/sampler.hpp"
#include "support/fake_scheduler.hpp"
#include "support/fake_sensor.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

namespace coapnode {

inline const Error no_answer{Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"};
inline const Error bad_checksum{Errc::bad_checksum, "bad checksum from 0x44 on /dev/i2c-1"};

/// Its sensor needs 2 ms after a reset and measures for 16 ms.
struct Room {
    explicit Room(Duration every = 5s, Calibration calibration = {})
        : Room{every, Refiner{configured(std::move(calibration))}}
    {
    }

    Room(Duration every, Refiner refiner) : sampler{time, log, sensor, "room", every, std::move(refiner)} {}

    FakeScheduler time;
    RecordingLog log;
    FakeSensor sensor{time};
    Sampler sampler;

    static SensorConfig configured(Calibration calibration)
    {
        SensorConfig config;
        config.calibration = std::move(calibration);
        return config;
    }

    void silence() { sensor.on_reset = sensor.on_start = Failure{no_answer}; }

    void heal()
    {
        sensor.on_reset = 2ms;
        sensor.on_start = 16ms;
    }

    /// Advances to a moment counted from the construction.
    void run_until(Duration moment) { time.advance(moment - time.elapsed()); }
};

}  // namespace coapnode
