// SPDX-License-Identifier: MIT
/// Every driver over the chips that the mock hardware puts where the driver looks for its own.
#include "hal/mock/emulated_chips.hpp"
#include "station.hpp"

#include <algorithm>
#include <cmath>
#include <string>

using namespace coapnode;

namespace {

/// What most chips resolve, or better; of the truth, half of it is lost, or all where the chip cuts off. In the unit of
/// Air.
double tolerance(const Model& model, Quantity quantity)
{
    if (model.driver == "lm75") return 0.5;
    if (model.driver == "hdc1080" && quantity == Quantity::humidity) return 0.025;
    switch (quantity) {
    case Quantity::temperature:
        return 0.0625;
    case Quantity::humidity:
        return 0.02;
    case Quantity::co2:
        return 0.5;
    case Quantity::illuminance:
        return 0.84;
    default:
        return 0.06;
    }
}

double truth(const Air& air, Quantity quantity)
{
    switch (quantity) {
    case Quantity::temperature:
        return air.celsius;
    case Quantity::humidity:
        return air.percent;
    case Quantity::pressure:
        return air.hectopascal;
    case Quantity::co2:
        return air.ppm;
    case Quantity::illuminance:
        return air.lux;
    default:
        return 0;  // derived, which no driver measures
    }
}

/// In the unit of Air.
double measured(Value value)
{
    return value.thousandths / (value.quantity == Quantity::pressure ? 100'000.0 : 1000.0);
}

void check(const Model& model, const Result<Reading>& reading, const Air& air, double drift)
{
    REQUIRE_MESSAGE(reading, reading.error().message);
    for (const auto quantity : all_quantities) {
        CAPTURE(std::string{name_of(quantity)});
        const auto value = reading->get(quantity);
        REQUIRE(value.has_value() == model.measures(quantity));
        if (!value) continue;
        CHECK(std::abs(measured(*value) - truth(air, quantity)) <= tolerance(model, quantity) + drift);
    }
}

}  // namespace

TEST_CASE("each driver at each of its addresses reads the air that is there")
{
    const Air airs[] = {{21.37, 45.6, 1013.25, 612, 321.5},
                        {-12.5, 88.8, 987.65, 400, 1},
                        {0, 0, 1099, 5000, 54'000},
                        {60.4, 99.9, 700, 39'999.4, 0}};
    for (const auto& model : models()) {
        for (const auto address : model.addresses) {
            CAPTURE(std::string{model.driver});
            CAPTURE(int{address});
            Station station{model, address};
            REQUIRE(station.begin());
            for (const auto& air : airs) {
                station.inject({air.celsius, air.percent, air.hectopascal, air.ppm, air.lux});
                station.time.advance(model.shortest_interval);
                check(model, station.sample(), air, 0);
            }
        }
    }
}

TEST_CASE("the very first sample is one of the room, and the next ones follow it")
{
    for (const auto& model : models()) {
        CAPTURE(std::string{model.driver});
        Station station{model, model.default_address()};
        REQUIRE(station.begin());
        // A chip of the TMP105's kind may still show a conversion of its 9 bits at power-up.
        const auto first = station.sample();
        check(model, first, indoor_air(station.time.elapsed()), 0.5);
        for (int minute = 0; minute < 30; ++minute) {
            station.time.advance(1min);
            const auto next = station.sample();
            check(model, next, indoor_air(station.time.elapsed()), 0.01);
        }
    }
}

TEST_CASE("what a driver says of each fault")
{
    struct Row {
        std::string driver;
        std::uint8_t address;
        Injection injection;
        Errc begins;   ///< not_found: it does
        Errc samples;  ///< when it had begun before
    };
    constexpr auto fine = Errc::not_found;
    const Row rows[] = {
        {"sht3x", 0x44, {.fault = Fault::no_answer}, Errc::no_answer, Errc::no_answer},
        {"sht3x", 0x44, {.fault = Fault::bus_timeout}, Errc::bus_timeout, Errc::bus_timeout},
        {"sht3x", 0x44, {.fault = Fault::bad_checksum}, Errc::bad_checksum, Errc::bad_checksum},
        {"sht3x", 0x44, {.fault = Fault::stuck}, Errc::no_answer, Errc::no_answer},
        {"sht3x", 0x44, {.temperature = 200}, fine, Errc::bad_value},
        {"bme280", 0x76, {.fault = Fault::no_answer}, Errc::no_answer, Errc::no_answer},
        {"bme280", 0x76, {.fault = Fault::stuck}, Errc::not_ready, Errc::not_ready},
        // Exchanged between two samples: the settings are gone.
        {"bme280", 0x76, {.chip = "bmp280"}, Errc::wrong_chip, Errc::settings_lost},
        {"bme280", 0x76, {.chip = "bmp180"}, Errc::wrong_chip, Errc::settings_lost},
        {"bmp280", 0x77, {.chip = "bmp180"}, Errc::wrong_chip, Errc::settings_lost},
        {"bmp280", 0x77, {.chip = "bme280"}, fine, Errc::settings_lost},
        {"tmp102", 0x48, {.chip = "lm75"}, Errc::wrong_chip, Errc::settings_lost},
        {"tmp105", 0x48, {.chip = "tmp102"}, fine, Errc::settings_lost},
        {"lm75", 0x48, {.chip = "tmp105"}, fine, Errc::settings_lost},
        {"bme280", 0x76, {.memory = {{0x8f, 0x00}}}, Errc::bad_value, fine},  // P1; the calibration is read already
        {"tmp105", 0x48, {.fault = Fault::bus_io}, Errc::bus_io, Errc::bus_io},
    };
    const auto code = [](const auto& result) { return result ? fine : result.error().code; };
    for (const auto& row : rows) {
        const auto* const model = find_model(row.driver);
        REQUIRE(model != nullptr);
        CAPTURE(row.driver);
        CAPTURE(row.injection.chip);
        CAPTURE(static_cast<int>(row.injection.fault));
        Station fresh{*model, row.address};
        fresh.hardware.inject({mock_bus, row.address}, row.injection);
        CHECK(code(fresh.begin()) == row.begins);

        Station begun{*model, row.address};
        REQUIRE(begun.begin());
        begun.hardware.inject({mock_bus, row.address}, row.injection);
        begun.time.advance(1s);
        CHECK(code(begun.sample()) == row.samples);

        begun.hardware.inject({mock_bus, row.address}, {});
        begun.time.advance(1s);
        REQUIRE(begun.begin());
        CHECK(begun.sample());
    }
}

TEST_CASE("the mock's board has chips at the addresses of its chips and nowhere else")
{
    const std::uint8_t empty[] = {0x00, 0x17, 0x20, 0x43, 0x50, 0x75, 0x78};
    for (const auto address : empty)
        CHECK(chip_of_board(address).empty());
    CHECK(chip_of_board(0x44) == "sht3x");
    CHECK(chip_of_board(0x77) == "bme280");
}

TEST_CASE("a probe finds each chip of the board")
{
    FakeScheduler time;
    MockHardware hardware{time, MockFiles{}};
    for (unsigned number = 0; number < 0x80; ++number) {
        CAPTURE(number);
        const auto address = static_cast<std::uint8_t>(number);
        if (chip_of_board(address).empty()) continue;
        const auto chip = hardware.open_i2c({mock_bus, address}, {});
        REQUIRE(chip);
        CHECK(find_model(chip_of_board(address))->probe(**chip) != Match::no);
    }
}

TEST_CASE("each probe finds its own chip at each of its addresses")
{
    for (const auto& model : models()) {
        for (const auto address : model.addresses) {
            CAPTURE(std::string{model.driver});
            CAPTURE(int{address});
            FakeScheduler time;
            MockHardware hardware{time, MockFiles{}};
            const auto chip = hardware.open_i2c({mock_bus, address}, model.driver);
            REQUIRE(chip);
            CHECK(model.probe(**chip) != Match::no);
        }
    }
}
