// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

#include <optional>
#include <string>

using namespace coapnode;

namespace {

namespace of_lps {

/// What differs on the bus.
struct Chip {
    std::string_view driver;
    std::string_view name;
    std::string id;
    std::string settings;  ///< the register
    std::string commands;
    std::string own_settings;
    std::string reset;
    std::string once;
    std::string at_rest;
    std::string values;  ///< the register, as it is read
};

const Chip lps25h{"lps25h", "LPS25H", "bd", "20", "21", "84", "84", "01", "00", "a8"};
const Chip lps22hb{"lps22hb", "LPS22HB", "b1", "10", "11", "02", "14", "11", "10", "28"};

I2cScript begins(const Chip& chip)
{
    return twice(asks("0f", chip.id)) + I2cScript{writes(chip.commands + chip.reset)} +
           twice(asks(chip.commands, chip.at_rest)) + I2cScript{writes(chip.settings + chip.own_settings)} +
           I2cScript{writes(chip.commands + chip.once)};
}

I2cScript sample(const Chip& chip, std::string_view values)
{
    return begins(chip) + twice(asks("27", "03")) + twice(asks(chip.values, values)) +
           twice(asks(chip.settings, chip.own_settings));
}

std::string at_place(std::string_view clause, const Chip& chip)
{
    return std::string{clause}.append(chip.name).append(" at 0x5c on /dev/i2c-1");
}

constexpr auto place = "0x5c on /dev/i2c-1";

}  // namespace of_lps

}  // namespace

TEST_CASE("values of the LPS25H and LPS22HB decode to what their datasheets say")
{
    using namespace of_lps;
    struct Row {
        const Chip& chip;
        std::string_view values;
        std::optional<std::int32_t> milli_celsius;
        std::int32_t milli_pascal = 0;
    };
    const Row rows[] = {
        {lps25h, "00503f 40de", 24'500, 101'300'000},
        {lps25h, "00503f 0000", 42'500, 101'300'000},
        {lps25h, "004010 0000", 42'500, 26'000'000},
        {lps25h, "ff3f10 0000", {}},  // below 260 hPa
        {lps25h, "00c04e 0000", 42'500, 126'000'000},
        {lps25h, "01c04e 0000", {}},  // above 1260 hPa
        {lps25h, "00503f 3075", 105'000, 101'300'000},
        {lps25h, "00503f 3175", {}},
        {lps25h, "00503f 0c78", {}},
        {lps25h, "0050bf 40de", {}},  // negative
        {lps22hb, "00503f 2909", 23'450, 101'300'000},
        {lps22hb, "01503f ffff", -10, 101'300'024},
        {lps22hb, "00503f 60f0", -40'000, 101'300'000},
        {lps22hb, "00503f 5ff0", {}},
        {lps22hb, "00503f 3421", 85'000, 101'300'000},
        {lps22hb, "00503f 3521", {}},
        {lps22hb, "000000 0000", {}},
        {lps22hb, "ffffff ffff", {}},
    };
    for (const auto& [chip, values, milli_celsius, milli_pascal] : rows) {
        CAPTURE(chip.driver);
        CAPTURE(values);
        ScriptedI2c bus{sample(chip, values), place};
        const auto reading = first_sample(*open_driver(chip.driver, bus));
        if (milli_celsius) {
            CHECK(
                reading ==
                Reading{}.with(Temperature::milli_celsius(*milli_celsius)).with(Pressure::milli_pascal(milli_pascal)));
        } else {
            CHECK(error_of(reading) == Error{Errc::bad_value, at_place("impossible value from the ", chip)});
        }
    }
}

TEST_CASE("a relative of the LPS25H or LPS22HB is named, with the driver that fits")
{
    using namespace of_lps;
    const std::string chip = "the chip at 0x5c on /dev/i2c-1 is ";
    for (const auto& [driver, id, message] : {
             std::tuple{"lps25h", "b1", "an LPS22HB, not an LPS25H: use driver lps22hb"},
             {"lps25h", "b3", "an LPS22HH, not an LPS25H: use driver lps22hb"},
             {"lps22hb", "bd", "an LPS25H, not an LPS22HB: use driver lps25h"},
             {"lps25h", "ff", "not of type LPS25H"},
             {"lps22hb", "00", "not of type LPS22HB"},
         }) {
        CAPTURE(id);
        ScriptedI2c bus{twice(asks("0f", id)), place};
        CHECK(error_of(open_driver(driver, bus)->reset()) == Error{Errc::wrong_chip, chip + message});
    }
}

TEST_CASE("the LPS22HH is served as the LPS22HB is")
{
    using namespace of_lps;
    auto lps22hh = lps22hb;
    lps22hh.id = "b3";
    ScriptedI2c bus{sample(lps22hh, "00503f 2909"), place};
    CHECK(first_sample(*open_driver("lps22hb", bus)));
}

TEST_CASE("what an LPS25H or LPS22HB shows instead of a measurement")
{
    using namespace of_lps;
    struct Row {
        std::string_view what;
        std::string_view status;
        std::string_view settings;  ///< empty: its own
        bool is_lost;
    };
    const Row rows[] = {
        {"nothing yet", "00", "", false},
        {"temperature alone", "01", "", false},
        {"pressure alone", "02", "", false},
        {"reset", "00", "00", true},
        {"reset after both were there", "03", "00", true},
        {"ones", "ff", "ff", true},
        {"echo", "27", "20", true},
    };
    for (const auto& chip : {lps25h, lps22hb}) {
        for (const auto& row : rows) {
            CAPTURE(chip.driver);
            CAPTURE(row.what);
            const bool is_ready = row.status != "00" && row.status != "01" && row.status != "02";
            const auto settings = row.settings.empty() ? std::string_view{chip.own_settings} : row.settings;
            ScriptedI2c bus{begins(chip) + twice(asks("27", row.status)) +
                                (is_ready ? twice(asks(chip.values, "00503f 2909")) : I2cScript{}) +
                                twice(asks(chip.settings, settings)),
                            place};
            CHECK(error_of(first_sample(*open_driver(chip.driver, bus))) ==
                  (row.is_lost ? Error{Errc::settings_lost, at_place("settings lost by the ", chip)}
                               : Error{Errc::not_ready, at_place("unfinished measurement of the ", chip)}));
        }
    }
}

TEST_CASE("an LPS25H or LPS22HB that still resets is asked again")
{
    using namespace of_lps;
    for (const auto& [chip, busy] : {std::pair{lps25h, "80"}, {lps25h, "04"}, {lps22hb, "14"}}) {
        CAPTURE(busy);
        ScriptedI2c bus{twice(asks("0f", chip.id)) + I2cScript{writes(chip.commands + chip.reset)} +
                            twice(asks(chip.commands, busy)),
                        place};
        const auto driver = open_driver(chip.driver, bus);
        REQUIRE(driver->reset());
        CHECK(error_of(driver->configure()) == Error{Errc::not_ready, at_place("unfinished reset of the ", chip)});
    }
}
