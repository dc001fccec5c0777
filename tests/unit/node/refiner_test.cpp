// SPDX-License-Identifier: MIT
// The stages together, and under a sampler.
#include "node/refiner.hpp"

#include "node/sampler_fixture.hpp"

using namespace coapnode;

namespace {

constexpr auto at_temperature = index_of(Quantity::temperature);
constexpr auto at_humidity = index_of(Quantity::humidity);

Reading warm(std::int32_t celsius)
{
    return Reading{}.with(Temperature::milli_celsius(1000 * celsius));
}

Reading air(std::int32_t celsius, std::int32_t percent)
{
    return warm(celsius).with(Humidity::milli_percent(1000 * percent));
}

/// What is served, in °C; the cause when there is nothing.
std::string served(const Room& room)
{
    const auto sample = room.sampler.latest();
    return sample ? to_text(*sample->reading.get(Quantity::temperature)) : sample.error().message;
}

/// Takes the sample of the next interval.
void sample(Room& room, std::int32_t celsius)
{
    room.sensor.on_collect = warm(celsius);
    room.time.advance(5s);
}

}  // namespace

TEST_CASE("each stage has its turn: limits see what was measured, filters what is corrected, derived what is served")
{
    SensorConfig config;
    config.limits.valid[at_temperature] = ValidRange{0, 30'000};
    config.calibration.offset[at_temperature] = 5'000;
    config.smoothing[at_temperature].median = 2;
    config.derived = {Quantity::dew_point};
    Refiner refiner{config};

    CHECK(refiner.refine(air(30, 50), Instant{})->get(Quantity::temperature) == Temperature::milli_celsius(35'000));
    CHECK(refiner.refine(air(31, 50), Instant{}).error().message == "temperature of 31 °C is above the limit of 30 °C");
    const auto second = refiner.refine(air(20, 50), Instant{});
    REQUIRE(second);
    const auto expected = air(30, 50);  // the mean of 35 and 25
    CHECK(*second == with_derived(expected, config.derived, std::nullopt));
    CHECK(second->get(Quantity::dew_point).has_value());
}

TEST_CASE("without configuration a reading is as it was")
{
    Refiner refiner;
    for (const auto& reading : {air(20, 50), air(-40, 0), Reading{}})
        CHECK(refiner.refine(reading, Instant{}) == reading);
}

TEST_CASE("one value that is not believed fails the sample; steps of two at once are believed at once")
{
    SensorConfig config;
    config.limits.largest_step[at_temperature] = 5'000;
    config.limits.largest_step[at_humidity] = 10'000;
    Refiner refiner{config};
    REQUIRE(refiner.refine(air(20, 50), Instant{}));
    CHECK(refiner.refine(air(20, 90), Instant{}).error().message ==
          "humidity went from 50 %RH to 90 %RH, which is more than the largest step of 10 %RH");
    CHECK_FALSE(refiner.refine(air(40, 90), Instant{}));
    CHECK_FALSE(refiner.refine(air(40, 90), Instant{}));
    CHECK(refiner.refine(air(40, 90), Instant{}));
}

TEST_CASE("no humidity, no dew point: nothing takes its place")
{
    SensorConfig config;
    config.derived = {Quantity::dew_point};
    Refiner refiner{config};
    REQUIRE(refiner.refine(air(20, 50), Instant{})->get(Quantity::dew_point));
    CHECK_FALSE(refiner.refine(air(20, 0), Instant{})->get(Quantity::dew_point));
    CHECK_FALSE(refiner.refine(warm(20), Instant{})->get(Quantity::dew_point));
}

TEST_CASE("a sampler serves no value that is not believed, and says why")
{
    SensorConfig config;
    config.limits.valid[at_temperature] = ValidRange{-40'000, 60'000};
    Room room{5s, Refiner{config}};
    sample(room, 21);
    CHECK(served(room) == "21 °C");
    sample(room, 85);
    REQUIRE(room.sampler.failure());
    CHECK(*room.sampler.failure() == Error{Errc::not_believed, "temperature of 85 °C is above the limit of 60 °C"});
    CHECK(room.log.take() ==
          "warning: sensor room: temperature of 85 °C is above the limit of 60 °C: check the sensor "
          "and its place, and valid: and largest_step: in the configuration\n");
    CHECK(room.sampler.samples() == 1);
    CHECK(room.sampler.failures() == 1);
    room.time.advance(15s);
    CHECK(served(room) == "temperature of 85 °C is above the limit of 60 °C");
    sample(room, 22);
    CHECK(served(room) == "22 °C");
}

TEST_CASE("a filter passes over a short failure, and begins anew after one that left no reading")
{
    SensorConfig config;
    config.smoothing[at_temperature].median = 5;
    struct Row {
        int failures;
        std::string expected;
    };
    for (const auto& row : {Row{1, "10 °C"}, Row{2, "10 °C"}, Row{3, "20 °C"}, Row{50, "20 °C"}}) {
        CAPTURE(row.failures);
        Room room{5s, Refiner{config}};
        sample(room, 10);
        sample(room, 10);
        room.silence();
        for (int i = 0; i < row.failures; ++i)
            room.time.advance(5s);
        CHECK(room.sampler.failure() == no_answer);
        room.heal();
        room.sensor.on_collect = warm(20);
        while (room.sampler.failure())
            room.time.advance(5s);
        CHECK(served(room) == row.expected);
    }
}

TEST_CASE("the exponential filter under a sampler goes by the clock")
{
    SensorConfig config;
    config.smoothing[at_temperature].exponential = 5s;
    Room room{5s, Refiner{config}};
    room.sensor.on_collect = warm(0);
    room.run_until(1s);
    CHECK(served(room) == "0 °C");
    sample(room, 100);
    CHECK(served(room) == "63.2 °C");  // once e, 5 s less the 2 ms of the reset before the first sample
}
