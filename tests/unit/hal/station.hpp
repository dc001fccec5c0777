// SPDX-License-Identifier: MIT
/// A driver over the chip that the mock hardware puts there for it, and a clock that only moves when it waits.
#pragma once

#include "coapnode/sensors/models.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <utility>

namespace coapnode {

inline constexpr auto mock_bus = "/dev/i2c-1";

struct Station {
    I2cAddress where;
    FakeScheduler time;
    MockHardware hardware{time, MockFiles{}};
    std::unique_ptr<Sensor> sensor;

    Station(const Model& model, std::uint8_t address) : where{mock_bus, address}
    {
        auto opened = model.open(hardware, {where, model.driver});
        REQUIRE(opened);
        sensor = std::move(*opened);
    }

    void inject(const Injection& injection) { hardware.inject(where, injection); }

    /// As often as the sampler asks a chip that still works on it.
    template <class Ask>
    auto patiently(Ask ask)
    {
        auto answer = ask();
        for (int again = 0; again < 10 && !answer && answer.error() == Errc::not_ready; ++again) {
            time.advance(10ms);
            answer = ask();
        }
        return answer;
    }

    Result<void> begin()
    {
        const auto wait = sensor->reset();
        if (!wait) return fail(wait);
        time.advance(*wait);
        return patiently([this] { return sensor->configure(); });
    }

    Result<Reading> sample()
    {
        const auto wait = sensor->start();
        if (!wait) return fail(wait);
        time.advance(*wait);
        return patiently([this] { return sensor->collect(); });
    }
};

}  // namespace coapnode
