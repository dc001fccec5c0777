// SPDX-License-Identifier: MIT
// What holds for every driver: its transactions from nothing to a sample, and what becomes of each that fails.
#include "coapnode/sensors/models.hpp"
#include "sensors/known_drivers.hpp"

#include <algorithm>

using namespace coapnode;

namespace {

constexpr Errc bus_errors[] = {Errc::no_answer, Errc::bus_timeout, Errc::bus_io,
                               Errc::bus_busy,  Errc::bus_missing, Errc::access_denied};

}  // namespace

TEST_CASE("there is a row here for every driver")
{
    const auto all = known_drivers();
    for (const auto& model : models()) {
        CAPTURE(model.driver);
        CHECK(std::ranges::find(all, model.driver, &KnownDriver::driver) != all.end());
    }
}

TEST_CASE("from nothing to a sample")
{
    for (const auto& row : known_drivers()) {
        CAPTURE(row.driver);
        ScriptedI2c chip{row.script()};
        const auto sensor = open_driver(row.driver, chip);
        const auto reading = first_sample(*sensor, row.steps);
        REQUIRE(reading);
        CHECK(*reading == row.reading);
        for (const auto quantity : all_quantities) {
            CHECK(reading->get(quantity).has_value() == find_model(row.driver)->measures(quantity));
        }
    }
}

TEST_CASE("a driver that has failed starts anew")
{
    for (const auto& row : known_drivers()) {
        CAPTURE(row.driver);
        const auto script = row.script();
        for (std::size_t broken = 0; broken < script.size(); ++broken) {
            CAPTURE(broken);
            I2cScript until{script.begin(), script.begin() + static_cast<std::ptrdiff_t>(broken)};
            until.push_back(failing(script[broken], Errc::bus_io));
            ScriptedI2c chip{until + script};
            const auto sensor = open_driver(row.driver, chip);
            CHECK_FALSE(first_sample(*sensor, row.steps));
            CHECK(first_sample(*sensor, row.steps) == row.reading);
        }
    }
}

TEST_CASE("each failure of the bus at each step comes out as it is")
{
    for (const auto& row : known_drivers()) {
        const auto script = row.script();
        for (std::size_t broken = 0; broken < script.size(); ++broken) {
            for (const auto code : bus_errors) {
                CAPTURE(row.driver);
                CAPTURE(broken);
                CAPTURE(static_cast<int>(code));
                I2cScript until{script.begin(), script.begin() + static_cast<std::ptrdiff_t>(broken)};
                until.push_back(failing(script[broken], code));
                const auto busy = row.may_be_busy.find(broken);
                const bool is_busy = code == Errc::no_answer && busy != row.may_be_busy.end();
                if (is_busy) until = until + busy->second;
                ScriptedI2c chip{until};
                const auto sensor = open_driver(row.driver, chip);
                const auto reading = first_sample(*sensor, row.steps);
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
    for (const auto& row : known_drivers()) {
        CAPTURE(row.driver);
        ScriptedI2c chip{row.set_up + row.starts};
        const auto sensor = open_driver(row.driver, chip);
        CHECK(sensor->reset() == row.settling);
        CHECK(configured(*sensor));
        CHECK(sensor->start() == row.measuring);
    }
}
