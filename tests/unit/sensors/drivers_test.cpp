// SPDX-License-Identifier: MIT
// What holds for every driver: its transactions from nothing to a sample, and what becomes of each that fails.
#include "coapnode/sensors/models.hpp"
#include "sensors/driver_steps.hpp"

#include <algorithm>
#include <map>

using namespace coapnode;

namespace {

struct Row {
    std::string driver;
    I2cScript script;
    Reading reading;
    /// Steps that a chip does not acknowledge while it is at work, and what it is asked then.
    std::map<std::size_t, I2cScript> may_be_busy;
};

std::vector<Row> rows()
{
    const auto resets = failing(writes("3041"), Errc::no_answer);
    const auto measures = failing(asks("f32d", sht3x_kept), Errc::no_answer);
    const auto degrees_25 = Reading{}.with(Temperature::milli_celsius(25'000));
    const auto sht3x = Reading{}.with(Temperature::milli_celsius(23'732)).with(Humidity::milli_percent(62'969));
    const auto bmp280 = Reading{}.with(Temperature::milli_celsius(25'082)).with(Pressure::milli_pascal(100'653'254));
    const auto bme280 = Reading{}
                            .with(Temperature::milli_celsius(24'436))
                            .with(Humidity::milli_percent(54'178))
                            .with(Pressure::milli_pascal(99'621'074));
    return {
        {"sht3x", sht3x_set_up() + sht3x_sample(), sht3x, {{3, {resets}}, {4, {}}, {6, {measures}}}},
        {"bme280", bme280_set_up() + bme280_sample(), bme280, {}},
        {"bmp280", bmp280_set_up() + bmp280_sample(), bmp280, {}},
        {"bmp280", bme280_set_up_without_humidity() + bmp280_sample(), bmp280, {}},
        {"tmp102", tmp102_set_up() + lm75_sample("60e0"), degrees_25, {}},
        {"lm75", lm75_set_up() + lm75_sample("08"), degrees_25, {}},
        {"tmp75", tmp75_set_up() + lm75_sample("68"), degrees_25, {}},
        {"tmp105", tmp75_set_up() + lm75_sample("68"), degrees_25, {}},
    };
}

constexpr Errc bus_errors[] = {Errc::no_answer, Errc::bus_timeout, Errc::bus_io,
                               Errc::bus_busy,  Errc::bus_missing, Errc::access_denied};

}  // namespace

TEST_CASE("there is a row here for every driver")
{
    const auto all = rows();
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        CHECK(std::ranges::find(all, model.driver, &Row::driver) != all.end());
    }
}

TEST_CASE("from nothing to a sample")
{
    for (const auto& row : rows()) {
        CAPTURE(row.driver);
        ScriptedI2c chip{row.script};
        const auto sensor = find_model(row.driver)->make(chip);
        const auto reading = first_sample(*sensor);
        REQUIRE(reading);
        CHECK(*reading == row.reading);
        for (const auto quantity : all_quantities) {
            CHECK(reading->get(quantity).has_value() == find_model(row.driver)->measures(quantity));
        }
    }
}

TEST_CASE("a driver that has failed starts anew")
{
    for (const auto& row : rows()) {
        CAPTURE(row.driver);
        for (std::size_t broken = 0; broken < row.script.size(); ++broken) {
            CAPTURE(broken);
            I2cScript script{row.script.begin(), row.script.begin() + static_cast<std::ptrdiff_t>(broken)};
            script.push_back(failing(row.script[broken], Errc::bus_io));
            ScriptedI2c chip{script + row.script};
            const auto sensor = find_model(row.driver)->make(chip);
            CHECK_FALSE(first_sample(*sensor));
            CHECK(first_sample(*sensor) == row.reading);
        }
    }
}

TEST_CASE("each failure of the bus at each step comes out as it is")
{
    for (const auto& row : rows()) {
        for (std::size_t broken = 0; broken < row.script.size(); ++broken) {
            for (const auto code : bus_errors) {
                CAPTURE(row.driver);
                CAPTURE(broken);
                CAPTURE(static_cast<int>(code));
                I2cScript script{row.script.begin(), row.script.begin() + static_cast<std::ptrdiff_t>(broken)};
                script.push_back(failing(row.script[broken], code));
                const auto busy = row.may_be_busy.find(broken);
                const bool is_busy = code == Errc::no_answer && busy != row.may_be_busy.end();
                if (is_busy) script = script + busy->second;
                ScriptedI2c chip{script};
                const auto sensor = find_model(row.driver)->make(chip);
                const auto reading = first_sample(*sensor);
                REQUIRE_FALSE(reading);
                if (is_busy) {
                    CHECK(reading.error() == Errc::not_ready);
                } else {
                    CHECK(error_of(reading) == Error{code, "the bus says so"});
                }
            }
        }
    }
}

TEST_CASE("the waiting times are the datasheets' longest")
{
    struct Times {
        std::string driver;
        I2cScript until_started;
        Duration settling;
        Duration measuring;
    };
    const Times all[] = {
        {"sht3x", sht3x_set_up() + I2cScript{writes("2400")}, 1ms, 15'500us},
        {"bme280", bme280_set_up() + I2cScript{writes("f201"), writes("f425")}, 2ms, 9'300us},
        {"bmp280", bmp280_set_up() + I2cScript{writes("f425")}, 2ms, 6'425us},
        {"tmp102", tmp102_set_up(), 204ms, 0ms},
        {"lm75", lm75_set_up(), 300ms, 0ms},
        {"tmp75", tmp75_set_up(), 450ms, 0ms},
        {"tmp105", tmp75_set_up(), 450ms, 0ms},
    };
    for (const auto& row : all) {
        CAPTURE(row.driver);
        ScriptedI2c chip{row.until_started};
        const auto sensor = find_model(row.driver)->make(chip);
        CHECK(sensor->reset() == row.settling);
        CHECK(configured(*sensor));
        CHECK(sensor->start() == row.measuring);
    }
}
