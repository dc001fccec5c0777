// SPDX-License-Identifier: MIT
// Chips that are unplugged and put back under a running sampler.
#include "node/sampler.hpp"
#include "station.hpp"
#include "support/recording_log.hpp"

#include <algorithm>
#include <cstdint>

using namespace coapnode;

namespace {

constexpr int rounds = 1'000;
/// No shorter than the longest first delay of a retry, and long enough for a chip that is slow to set up.
Duration interval_for(const Model& model)
{
    return std::max<Duration>(5s, 4 * model.shortest_interval);
}

const Injection plugged_air{.temperature = 21.5, .humidity = 45, .pressure = 1013, .co2 = 800, .illuminance = 300};

Injection unplugged()
{
    auto injection = plugged_air;
    injection.fault = Fault::no_answer;
    return injection;
}

/// A driver on its mock chip, sampled as the node does.
struct Sampled {
    Duration interval;
    Station station;
    RecordingLog log;
    Sampler sampler;

    explicit Sampled(const Model& model, std::uint8_t address)
        : interval{interval_for(model)},
          station{model, address},
          sampler{station.time, log, *station.sensor, "room", interval}
    {
        station.inject(plugged_air);
        station.time.advance(interval + interval / 2);  // samples are at whole intervals, changes between two of them
    }
};

/// Whether one interval without the chip is a failure, and one with it gives `right` again.
bool recovers(Sampled& sampled, const Reading& right)
{
    sampled.station.inject(unplugged());
    sampled.station.time.advance(sampled.interval);
    const bool has_failed = sampled.sampler.failure() == Errc::no_answer;
    const auto samples = sampled.sampler.samples();
    sampled.station.inject(plugged_air);
    sampled.station.time.advance(sampled.interval);
    const auto latest = sampled.sampler.latest();
    return has_failed && !sampled.sampler.failure() && sampled.sampler.samples() > samples && latest &&
           latest->reading == right;
}

}  // namespace

TEST_CASE("a chip that is unplugged and put back 1000 times recovers within one interval each time")
{
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        Sampled sampled{model, model.default_address()};
        const auto first = sampled.sampler.latest();
        REQUIRE(first);
        const auto pending = sampled.station.time.pending();
        for (int round = 0; round < rounds; ++round) {
            CAPTURE(round);
            REQUIRE(recovers(sampled, first->reading));
            REQUIRE_MESSAGE(sampled.station.time.pending() == pending, "no timer is left behind");
            sampled.log.take();
            sampled.log.take_causes();
        }
        CHECK(sampled.sampler.failures() >= rounds);  // within a long interval it is tried again
    }
}

TEST_CASE("two chips of one kind, at two addresses or at one address of two buses, are read apart")
{
    const auto& model = *find_model("sht3x");
    const I2cAddress places[][2] = {
        {{"/dev/i2c-1", 0x44}, {"/dev/i2c-1", 0x45}},
        {{"/dev/i2c-1", 0x44}, {"/dev/i2c-11", 0x44}},  // a channel of a multiplexer is a bus of its own
    };
    for (const auto& [here, there] : places) {
        CAPTURE(there.bus);
        Sampled first{model, here.address};
        auto& hardware = first.station.hardware;
        const auto second = model.open(hardware, {there, model.driver});
        REQUIRE(second);
        auto warm = plugged_air;
        warm.temperature = 30;
        hardware.inject(there, warm);
        RecordingLog log;
        const Sampler other{first.station.time, log, **second, "other", first.interval};
        const auto temperature = [](const Sampler& sampler) {
            const auto latest = sampler.latest();
            return latest ? (latest->reading.get(Quantity::temperature)->thousandths + 50) / 100 : 0;
        };
        first.station.time.advance(first.interval);
        CHECK(temperature(first.sampler) == 215);
        CHECK(temperature(other) == 300);

        first.station.inject(unplugged());
        first.station.time.advance(first.interval);
        CHECK(first.sampler.failure() == Errc::no_answer);
        CHECK_FALSE(other.failure());
    }
}
