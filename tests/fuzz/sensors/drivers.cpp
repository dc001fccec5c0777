// SPDX-License-Identifier: MIT
/// Each driver on a chip that answers anything: a reading within what the quantity can be, or an error.
#include "coapnode/sensors/models.hpp"
#include "sensors/any_chip.hpp"

#include <doctest/doctest.h>

#include <cstdint>

namespace coapnode {

namespace {

struct Bounds {
    std::int32_t least;
    std::int32_t most;
};

Bounds bounds_of(Quantity quantity)
{
    switch (quantity) {
    case Quantity::temperature:
        return {-128'000, 150'000};
    case Quantity::humidity:
        return {0, 100'000};
    case Quantity::pressure:
        return {0, 200'000'000};
    case Quantity::co2:
        return {1'000, 65'535'000};
    case Quantity::illuminance:
        return {0, 130'000'000};
    default:
        return {};  // derived, which no driver measures
    }
}

void check(const Model& model, const Reading& reading)
{
    for (const auto quantity : all_quantities) {
        const auto value = reading.get(quantity);
        CHECK(value.has_value() == model.measures(quantity));
        if (!value) continue;
        CHECK(value->thousandths >= bounds_of(quantity).least);
        CHECK(value->thousandths <= bounds_of(quantity).most);
    }
}

void check(const Result<Duration>& wait)
{
    if (!wait) return;
    CHECK(*wait >= Duration::zero());
    CHECK(*wait <= 5s);
}

/// As the sampler does, but it goes on after a failure.
void sample(const Model& model, Sensor& sensor)
{
    constexpr int samples = 3;
    check(sensor.reset());
    static_cast<void>(sensor.configure());
    for (int i = 0; i < samples; ++i) {
        check(sensor.start());
        if (const auto reading = sensor.collect()) check(model, *reading);
        static_cast<void>(sensor.doubt());
    }
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    const auto& model = models()[input.index(models().size())];
    AnyChip chip{input};
    AnyDevice device{chip};
    static_cast<void>(model.probe(device));
    OneChip hardware{chip};
    const auto sensor = model.open(hardware, {{"/dev/i2c-1", model.default_address()}, model.driver});
    REQUIRE(sensor.has_value());
    sample(model, **sensor);
    return 0;
}
