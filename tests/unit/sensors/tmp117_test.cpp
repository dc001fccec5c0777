// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"

#include <optional>

using namespace coapnode;

namespace {

constexpr auto tmp117_place = "0x48 on /dev/i2c-1";

I2cScript tmp117_set_up(std::string_view id = "0117")
{
    return twice(asks("0f", id)) + I2cScript{writes("0101a0")};
}

Result<Reading> tmp117_reading(std::string_view word, std::string_view configuration = "01a0")
{
    ScriptedI2c bus{tmp117_set_up() + twice(asks("00", word)) + twice(asks("01", configuration)), tmp117_place};
    return first_sample(*open_driver("tmp117", bus));
}

Error tmp117_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the TMP117 at " + tmp117_place};
}

}  // namespace

TEST_CASE("words of the TMP117 decode to what table 7-1 says")
{
    struct Row {
        std::string_view word;
        std::optional<std::int32_t> milli_celsius;
    };
    const Row rows[] = {
        {"0c80", 25'000},  {"0000", 0},       {"0001", 8},  {"ffff", -8}, {"f380", -25'000}, {"3200", 100'000},
        {"e480", -55'000}, {"4b00", 150'000}, {"e47f", {}}, {"4b01", {}}, {"7fff", {}},      {"8001", {}},
    };
    for (const auto& [word, milli_celsius] : rows) {
        CAPTURE(word);
        const auto reading = tmp117_reading(word);
        if (milli_celsius) {
            CHECK(reading == Reading{}.with(Temperature::milli_celsius(*milli_celsius)));
        } else {
            CHECK(error_of(reading) == tmp117_error(Errc::bad_value, "impossible value from"));
        }
    }
}

TEST_CASE("a TMP117 that has not converted yet is asked again")
{
    CHECK(error_of(tmp117_reading("8000")) == tmp117_error(Errc::not_ready, "unfinished measurement of"));
}

TEST_CASE("a TMP117 is believed while it keeps its settings, whatever its flags")
{
    for (const auto* kept : {"01a0", "21a0", "e1a0", "11a0"}) {
        CAPTURE(kept);
        CHECK(tmp117_reading("0c80", kept));
    }
    for (const auto* lost : {"0220", "2220", "05a0", "01a4", "0180", "0000", "ffff"}) {
        CAPTURE(lost);
        CHECK(error_of(tmp117_reading("0c80", lost)) == tmp117_error(Errc::settings_lost, "settings lost by"));
    }
}

TEST_CASE("a TMP117 is known by its id, of any revision; a TMP116 is none")
{
    for (const auto* id : {"0117", "1117", "2117"}) {
        CAPTURE(id);
        ScriptedI2c bus{tmp117_set_up(id), tmp117_place};
        CHECK(open_driver("tmp117", bus)->reset());
        ScriptedI2c probed{{asks("0f", id)}, tmp117_place};
        CHECK(find_model("tmp117")->probe(probed) == Match::certain);
    }
    for (const auto* id : {"1116", "0116", "0000", "ffff", "5000"}) {
        CAPTURE(id);
        ScriptedI2c bus{twice(asks("0f", id)), tmp117_place};
        CHECK(error_of(open_driver("tmp117", bus)->reset()) ==
              Error{Errc::wrong_chip, "the chip at " + std::string{tmp117_place} + " is not of type TMP117"});
        ScriptedI2c probed{{asks("0f", id)}, tmp117_place};
        CHECK(find_model("tmp117")->probe(probed) == Match::no);
    }
}
