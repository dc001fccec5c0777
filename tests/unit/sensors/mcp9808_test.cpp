// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

#include <optional>
#include <string>

using namespace coapnode;

namespace {

constexpr auto place = "0x18 on /dev/i2c-1";

I2cScript set_up(std::string_view device = "0400", std::string_view limit = "07d0")
{
    return twice(asks("06", "0054")) + twice(asks("07", device)) +
           I2cScript{writes("010000"), writes("0803"), writes("0407d0")} + twice(asks("04", limit));
}

I2cScript sample(std::string_view word, std::string_view limit = "07d0")
{
    return twice(asks("05", word)) + twice(asks("04", limit));
}

}  // namespace

TEST_CASE("words of the MCP9808 decode to what the datasheet says")
{
    struct Row {
        std::string_view word;
        std::optional<std::int32_t> milli_celsius;
    };
    const Row rows[] = {
        {"c194", 25'250},  // section 5.1.3.1: the upper three bits are alarms
        {"0194", 25'250}, {"0000", 0},       {"0001", 63}, {"1ff0", -1'000}, {"1fff", -63}, {"1d80", -40'000},
        {"1d7f", {}},     {"07d0", 125'000}, {"07d1", {}}, {"1000", {}},     {"ffff", {}},  // nobody drives the bus
        {"6194", {}},  // above the upper limit and below the lower one
    };
    for (const auto& [word, milli_celsius] : rows) {
        CAPTURE(word);
        ScriptedI2c bus{set_up() + sample(word), place};
        const auto driver = open_driver("mcp9808", bus);
        const auto reading = first_sample(*driver);
        if (milli_celsius) {
            CHECK(reading == Reading{}.with(Temperature::milli_celsius(*milli_celsius)));
        } else {
            CHECK(error_of(reading) ==
                  Error{Errc::bad_value, "impossible value from the MCP9808 at " + std::string{place}});
        }
    }
}

TEST_CASE("an MCP9808 that was reset behind our back shows 0 °C and is not believed")
{
    ScriptedI2c bus{set_up() + sample("0000", "0000"), place};
    const auto driver = open_driver("mcp9808", bus);
    CHECK(error_of(first_sample(*driver)) ==
          Error{Errc::settings_lost, "settings lost by the MCP9808 at " + std::string{place}});
}

TEST_CASE("an MCP9808 whose limits are locked says what to do")
{
    ScriptedI2c bus{set_up("0400", "0000"), place};
    const auto driver = open_driver("mcp9808", bus);
    CHECK(error_of(first_sample(*driver)) ==
          Error{Errc::wrong_chip, "the MCP9808 at " + std::string{place} +
                                      " does not accept a limit: it is locked, so switch its power off and on"});
}

TEST_CASE("an MCP9808 is known by both of its ids")
{
    ScriptedI2c later{set_up("0401") + sample("0190"), place};  // a later revision
    CHECK(first_sample(*open_driver("mcp9808", later)));
    for (const auto& script : {twice(asks("06", "0055")), twice(asks("06", "0054")) + twice(asks("07", "0500"))}) {
        ScriptedI2c bus{script, place};
        CHECK(error_of(first_sample(*open_driver("mcp9808", bus))) ==
              Error{Errc::wrong_chip, "the chip at " + std::string{place} + " is not of type MCP9808"});
    }
}
