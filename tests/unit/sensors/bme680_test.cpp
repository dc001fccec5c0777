// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

#include <optional>
#include <string>

using namespace coapnode;

namespace {

namespace of_bme680 {

constexpr auto place = "0x77 on /dev/i2c-1";
constexpr std::string_view kept = "080001002400";
constexpr std::string_view values = "509100 77a100 5dc0";

/// Of a chip in use.
struct Memory {
    std::string low = "97670300c088d4d75800dc25";
    std::string middle = "36ff181e0000fcfd73f21e";
    std::string high = "3efa31002d14789c5b66";
};

I2cScript begins(const Memory& memory = {})
{
    return twice(asks("d0", "61")) + I2cScript{writes("e0b6"), writes("7008")} + twice(asks("8a", memory.low)) +
           twice(asks("96", memory.middle)) + twice(asks("e1", memory.high));
}

I2cScript sample(std::string_view counts = values, std::string_view status = "80", std::string_view settings = kept)
{
    return I2cScript{writes("7201"), writes("7425"), asks("1d", status)} + twice(asks("1f", counts)) +
           twice(asks("70", settings));
}

std::string said(std::string_view clause)
{
    return std::string{clause} + "BME680 at " + place;
}

Reading reading_of(std::int32_t milli_celsius, std::int32_t milli_percent, std::int32_t milli_pascal)
{
    return Reading{}
        .with(Temperature::milli_celsius(milli_celsius))
        .with(Humidity::milli_percent(milli_percent))
        .with(Pressure::milli_pascal(milli_pascal));
}

}  // namespace of_bme680

}  // namespace

TEST_CASE("counts of a BME680 and what they mean")
{
    using namespace of_bme680;
    struct Row {
        std::string_view counts;
        std::optional<Reading> reading;
    };
    const Row rows[] = {
        {values, reading_of(22'370, 59'987, 100'105'144)},  // Bosch's integers: 22.37, 59.974, 100103
        {"509100 77a100 0000", reading_of(22'370, 0, 100'105'144)},
        {"509100 77a100 ffff", reading_of(22'370, 100'000, 100'105'144)},
        {"509100 000000 5dc0", {}},  // too cold
        {"509100 fffff0 5dc0", {}},  // too hot
        {"000000 77a100 5dc0", {}},  // too dense
        {"fffff0 77a100 5dc0", {}},  // too thin
        {"000000 000000 0000", {}},
        {"ffffff ffffff ffff", {}},
    };
    for (const auto& [counts, expected] : rows) {
        CAPTURE(counts);
        ScriptedI2c bus{begins() + sample(counts), place};
        const auto reading = first_sample(*open_driver("bme680", bus));
        if (expected) {
            CHECK(reading == *expected);
        } else {
            CHECK(error_of(reading) == Error{Errc::bad_value, said("impossible value from the ")});
        }
    }
}

TEST_CASE("a BME680's neighbours are named, with the driver that fits")
{
    using namespace of_bme680;
    const std::string chip = "the chip at 0x77 on /dev/i2c-1 is ";
    for (const auto& [id, message] : {
             std::pair{"58", "a BMP280 (id 0x58), not a BME680: use driver bmp280"},
             {"60", "a BME280 (id 0x60), not a BME680: use driver bme280"},
             {"55", "a BMP180 (id 0x55), not a BME680"},
             {"00", "unknown (id 0x00), not a BME680"},
             {"ff", "unknown (id 0xff), not a BME680"},
         }) {
        CAPTURE(id);
        ScriptedI2c bus{twice(asks("d0", id)) + twice(asks("d0", id)), place};
        CHECK(error_of(open_driver("bme680", bus)->reset()) == Error{Errc::wrong_chip, chip + message});
    }
}

TEST_CASE("what a BME680 shows instead of a measurement")
{
    using namespace of_bme680;
    struct Row {
        std::string_view what;
        std::string_view status;
        std::string_view counts;
        std::string_view settings;
        Error error;
    };
    const Error lost{Errc::settings_lost, said("settings lost by the ")};
    const Error unfinished{Errc::not_ready, said("unfinished measurement of the ")};
    const Error left_out{Errc::bad_value, said("measurement skipped by the ")};
    const Row rows[] = {
        {"measuring", "20", values, "080001002500", unfinished},
        {"not new", "00", values, kept, unfinished},
        {"new, but not asleep", "80", values, "080001002500", unfinished},
        {"new, but measuring", "a0", values, kept, unfinished},
        {"left out", "80", "800000 800000 8000", kept, left_out},
        {"reset", "00", "800000 800000 8000", "000000000000", lost},
        {"reset after the measurement", "80", values, "000000000000", lost},
        {"reset before it was begun", "80", values, "000001002400", lost},
        {"no humidity", "80", values, "080000002400", lost},
        {"no pressure", "80", values, "080001002000", lost},
        {"another program's gas", "80", values, "081001002400", lost},
        {"another program's filter", "80", values, "080001002408", lost},
        {"ones", "ff", "ffffff ffffff ffff", "ffffffffffff", lost},
        {"echo", "1d", "1f2021 222324 2526", "707172737475", lost},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        ScriptedI2c bus{begins() + sample(row.counts, row.status, row.settings), place};
        CHECK(error_of(first_sample(*open_driver("bme680", bus))) == row.error);
    }
}

TEST_CASE("a BME680's calibration from a dead bus is refused")
{
    using namespace of_bme680;
    const Memory zeros{std::string(24, '0'), std::string(22, '0'), std::string(20, '0')};
    const Memory ones{std::string(24, 'f'), std::string(22, 'f'), std::string(20, 'f')};
    const Memory echo{"8a8b8c8d8e8f909192939495", "969798999a9b9c9d9e9fa0", "e1e2e3e4e5e6e7e8e9ea"};
    const Memory half{.high = std::string(20, '0')};
    for (const auto& memory : {zeros, ones, echo, half}) {
        ScriptedI2c bus{begins(memory), place};
        CHECK(error_of(first_sample(*open_driver("bme680", bus))) ==
              Error{Errc::bus_io, said("no calibration data from the ")});
    }
}

TEST_CASE("each parameter of a BME680 has its part, also at its ends")
{
    using namespace of_bme680;
    const auto usual = reading_of(22'370, 59'987, 100'105'144);
    for (const auto& piece : {&Memory::low, &Memory::middle, &Memory::high}) {
        for (std::size_t byte = 0; byte < (Memory{}.*piece).size() / 2; ++byte) {
            for (const auto* digits : {"00", "7f", "80", "ff"}) {
                Memory changed;
                (changed.*piece).replace(2 * byte, 2, digits);
                CAPTURE((changed.*piece));
                ScriptedI2c bus{begins(changed) + sample(), place};
                const auto reading = first_sample(*open_driver("bme680", bus));
                const bool has_changed = changed.*piece != Memory{}.*piece;
                const bool is_unused =
                    (piece == &Memory::low && (byte == 3 || byte == 9)) || (piece == &Memory::middle && byte / 2 == 2);
                // The lowest bits of a word may be too few to show.
                if (is_unused || !has_changed) CHECK(reading == usual);
                if (reading) CHECK(reading->get(Quantity::pressure)->thousandths >= 30'000'000);
                if (reading) CHECK(reading->get(Quantity::pressure)->thousandths <= 110'000'000);
            }
        }
    }
}
