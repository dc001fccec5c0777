// SPDX-License-Identifier: MIT
// What happens to a chip behind its driver's back: whatever it is, no reading is wrong.
#include "hal/mock/emulated_chips.hpp"
#include "station.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

const Injection air{.temperature = 21.5, .humidity = 45, .pressure = 1013, .co2 = 612, .illuminance = 320};

std::string name_of_fault(Fault fault)
{
    return std::to_string(static_cast<int>(fault));
}

/// The air as this driver's chip tells it, which is what each test compares with.
Reading undisturbed(const Model& model)
{
    Station station{model, model.default_address()};
    station.inject(air);
    REQUIRE(station.begin());
    station.time.advance(1s);
    const auto reading = station.sample();
    REQUIRE(reading);
    return *reading;
}

/// As the sampler does: a chip that lost its settings is set up anew, once.
Result<Reading> sample_or_set_up_anew(Station& station)
{
    const auto reading = station.sample();
    if (reading || reading.error() != Errc::settings_lost) return reading;
    if (const auto begun = station.begin(); !begun) return fail(begun);
    return station.sample();
}

bool is_acceptable(const Result<Reading>& reading, const Reading& right)
{
    return !reading || *reading == right;
}

/// These read until two reads agree; the others have checksums, and a reading may fail by one.
bool reads_twice(const Model& model)
{
    const std::string_view all[] = {"bme280", "bmp280", "bmp388", "bme680", "dps310", "lps25h", "lps22hb", "tmp102",
                                    "lm75",   "tmp75",  "tmp105", "aht10",  "tmp117", "hts221", "bh1750"};
    return std::ranges::find(all, model.driver) != std::end(all);
}

/// The others have nothing to lose: each of their measurements is complete in itself.
bool keeps_settings(const Model& model)
{
    const std::string_view none[] = {"sht4x", "shtc3", "htu21d", "aht20", "bh1750"};
    return std::ranges::find(none, model.driver) == std::end(none);
}

/// The AHT20 takes and sends all that the AHT10 does. The checksum that it adds is not read.
bool serves_silently(const Model& model, std::string_view chip)
{
    return model.driver == "aht10" && chip == "aht20";
}

/// What a BH1750 in the dark sends, and a chip that is none may send as well: nothing identifies it.
bool is_darkness(const Reading& reading)
{
    return reading == Reading{}.with(Illuminance::milli_lux(0));
}

/// More reads than any driver makes for a first sample, and more bits than any of them has.
constexpr unsigned reads = 12;
constexpr unsigned bits = 13 * 8;

/// A BH1750 has nothing that identifies it: only chips that share an address with it can take its place.
bool can_take_place(const Model& model, std::string_view chip)
{
    const auto* const other = find_model(chip);
    if (!model.measures(Quantity::illuminance) || other == nullptr) return true;
    return std::ranges::find_first_of(model.addresses, other->addresses) != model.addresses.end();
}

}  // namespace

TEST_CASE("one wrong bit at any read, from the first on, gives no wrong reading")
{
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        const auto right = undisturbed(model);
        for (unsigned read = 0; read < reads; ++read) {
            for (unsigned bit = 0; bit < bits; ++bit) {
                CAPTURE(read);
                CAPTURE(bit);
                Station station{model, model.default_address()};
                auto flipped = air;
                flipped.flip = Flip{read, bit};
                station.inject(flipped);
                const auto begun = station.begin();
                REQUIRE_MESSAGE(begun, begun.error().message);
                station.time.advance(1s);
                const auto reading = sample_or_set_up_anew(station);
                REQUIRE(is_acceptable(reading, right));
                if (reads_twice(model)) REQUIRE_MESSAGE(reading, reading.error().message);
                if (!reading) CHECK(reading.error() == Errc::bad_checksum);
            }
        }
    }
}

TEST_CASE("broken wires give no reading, at the start and later")
{
    for (const auto& model : models()) {
        for (const auto fault : {Fault::zeros, Fault::ones, Fault::echo}) {
            CAPTURE(model.driver);
            CAPTURE(name_of_fault(fault));
            if (fault == Fault::zeros && model.measures(Quantity::illuminance)) continue;  // darkness
            auto broken = air;
            broken.fault = fault;
            Station fresh{model, model.default_address()};
            fresh.inject(broken);
            CHECK_FALSE(fresh.begin());

            Station begun{model, model.default_address()};
            begun.inject(air);
            REQUIRE(begun.begin());
            begun.inject(broken);
            begun.time.advance(1s);
            CHECK_FALSE(sample_or_set_up_anew(begun));
        }
    }
}

TEST_CASE("a chip that lost its power between two samples is seen, set up anew and read rightly")
{
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        const auto right = undisturbed(model);
        Station station{model, model.default_address()};
        station.inject(air);
        REQUIRE(station.begin());
        for (unsigned loss = 1; loss <= 3; ++loss) {
            station.time.advance(5s);
            auto gone = air;
            gone.power = loss;
            station.inject(gone);
            if (keeps_settings(model)) {
                CHECK(station.sample().error() == Errc::settings_lost);
                REQUIRE(station.begin());
                station.time.advance(1s);
            }
            CHECK(station.sample() == right);
        }
    }
}

TEST_CASE("a chip that loses its power while it measures gives no wrong reading")
{
    for (const auto& model : models()) {
        for (const Duration after : {0ms, 1ms, 5ms}) {
            CAPTURE(model.driver);
            CAPTURE(after.count());
            Station station{model, model.default_address()};
            station.inject(air);
            REQUIRE(station.begin());
            station.time.advance(1s);
            const auto wait = station.sensor->start();
            REQUIRE(wait);
            station.time.advance(std::min(after, *wait));
            auto gone = air;
            gone.power = 1;
            station.inject(gone);
            station.time.advance(*wait);
            const auto reading = station.patiently([&] { return station.sensor->collect(); });
            REQUIRE_FALSE(reading);
            const bool has_lost_nothing = !keeps_settings(model) && reading.error() == Errc::not_ready;
            CHECK((has_lost_nothing || reading.error() == Errc::settings_lost));
        }
    }
}

TEST_CASE("another model in its place gives no reading that is not right")
{
    for (const auto& model : models()) {
        const auto right = undisturbed(model);
        for (const auto& chip : emulated_chip_names()) {
            if (chip == model.driver || !can_take_place(model, chip)) continue;
            CAPTURE(model.driver);
            CAPTURE(chip);
            Station station{model, model.default_address()};
            station.inject(air);
            REQUIRE(station.begin());
            auto other = air;
            other.chip = chip;
            station.inject(other);
            station.time.advance(1s);
            const auto reading = station.sample();
            CHECK((serves_silently(model, chip) ? reading == right : !reading || is_darkness(*reading)));
            const auto anew = station.begin();
            station.time.advance(1s);
            if (!anew) continue;
            // A relative that measures the same, and as the driver reads it.
            const auto relative = station.sample();
            if (!relative && model.measures(Quantity::illuminance)) continue;  // nothing tells a BH1750 at set-up
            REQUIRE(relative);
            if (is_darkness(*relative)) continue;
            const auto difference =
                relative->get(Quantity::temperature)->thousandths - right.get(Quantity::temperature)->thousandths;
            CHECK(std::abs(difference) <= 20);
        }
    }
}
