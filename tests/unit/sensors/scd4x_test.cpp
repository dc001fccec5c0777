// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto scd4x_place = "0x62 on /dev/i2c-1";
constexpr std::string_view scd4x_serial = "f89631 9f07c2 3bbe89";
constexpr std::string_view scd4x_frame = "01f433 6667a2 5eb93c";

I2cScript scd4x_set_up()
{
    return {writes("3f86"), writes("3682"), reads(scd4x_serial), writes("21b1")};
}

I2cScript scd4x_sample(std::string_view frame = scd4x_frame)
{
    return {writes("ec05"), reads(frame)};
}

Error scd4x_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the SCD4x at " + scd4x_place};
}

Result<Reading> scd4x_first_sample(Sensor& sensor)
{
    return first_sample(sensor, 2);
}

}  // namespace

TEST_CASE("frames of the SCD4x decode to what section 3.5.2 says")
{
    struct Row {
        std::string_view frame;
        std::uint16_t ppm;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {scd4x_frame, 500, 25'003, 37'002},
        {"ffffac 648bc7 a1331c", 65'535, 23'732, 62'969},
        {"0001b0 648bc7 000081", 1, 23'732, 0},
        {"8000a2 648bc7 ffffac", 32'768, 23'732, 100'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        ScriptedI2c bus{scd4x_set_up() + scd4x_sample(row.frame), scd4x_place};
        CHECK(scd4x_first_sample(*open_driver("scd4x", bus)) == Reading{}
                                                                    .with(Co2::ppm(row.ppm))
                                                                    .with(Temperature::milli_celsius(row.milli_celsius))
                                                                    .with(Humidity::milli_percent(row.milli_percent)));
    }
}

TEST_CASE("no CO2, and a temperature beyond all that the SCD4x could measure, are no reading")
{
    struct Row {
        std::string_view frame;
        std::string_view clause;
    };
    const Row rows[] = {
        {"000081 6667a2 5eb93c", "no CO2 measured by"},
        {"01f433 000081 5eb93c", "temperature beyond the range of"},
        {"01f433 ffffac 5eb93c", "temperature beyond the range of"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        ScriptedI2c bus{scd4x_set_up() + scd4x_sample(row.frame), scd4x_place};
        CHECK(error_of(scd4x_first_sample(*open_driver("scd4x", bus))) == scd4x_error(Errc::bad_value, row.clause));
    }
}

TEST_CASE("each bit of an SCD4x frame that is flipped gives a checksum error")
{
    for (const auto& frame : flipped_frames(scd4x_frame)) {
        CAPTURE(frame);
        ScriptedI2c bus{scd4x_set_up() + scd4x_sample(frame), scd4x_place};
        CHECK(error_of(scd4x_first_sample(*open_driver("scd4x", bus))) ==
              scd4x_error(Errc::bad_checksum, "checksum error from"));
    }
}

TEST_CASE("an SCD4x is asked for each result after the first without waiting")
{
    ScriptedI2c bus{scd4x_set_up() + scd4x_sample(), scd4x_place};
    const auto driver = open_driver("scd4x", bus);
    REQUIRE(scd4x_first_sample(*driver));
    CHECK(driver->start() == Duration::zero());
    bus.expect(
        {writes("ec05"), failing(reads(scd4x_frame), Errc::no_answer), failing(writes("3682"), Errc::no_answer)});
    CHECK(error_of(driver->collect()) == scd4x_error(Errc::not_ready, "unfinished measurement of"));
    const auto none_yet = driver->collect();
    CHECK(error_of(none_yet) == scd4x_error(Errc::not_ready, "unfinished measurement of"));
    CHECK(driver->pause_after(none_yet.error()) == 2s);
    CHECK_FALSE(driver->pause_after({Errc::no_answer, {}}));
    CHECK(driver->start() == Duration::zero());
    bus.expect(scd4x_sample());
    CHECK_FALSE(driver->collect());
    CHECK(driver->collect());
}

TEST_CASE("an SCD4x that takes a command while it should measure has lost its power")
{
    const auto silent = failing(reads(scd4x_frame), Errc::no_answer);
    ScriptedI2c bus{scd4x_set_up() + I2cScript{writes("ec05"), silent, writes("3682")}, scd4x_place};
    CHECK(error_of(scd4x_first_sample(*open_driver("scd4x", bus))) ==
          scd4x_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("the serial number of an SCD4x tells it from another chip")
{
    const Error other{Errc::wrong_chip, "the chip at " + std::string{scd4x_place} + " is not of type SCD4x"};
    const auto checksum = scd4x_error(Errc::bad_checksum, "checksum error from");
    struct Row {
        std::vector<std::string_view> serials;
        std::optional<Error> error;
    };
    const std::string_view spoilt = "f89631 9f07c3 3bbe89";
    const Row rows[] = {
        {{scd4x_serial}, {}},
        {{spoilt, scd4x_serial}, {}},
        {{spoilt, "f89630 9f07c2 3bbe89", scd4x_serial}, {}},
        {{spoilt, spoilt, spoilt}, checksum},
        {{"000000 000000 000000", "000000 000000 000000", "000000 000000 000000"}, checksum},
        {{"399fff ffffff ffffff", "399fff ffffff ffffff", "399fff ffffff ffffff"}, other},
    };
    for (const auto& row : rows) {
        CAPTURE(row.serials.front());
        I2cScript script{writes("3f86")};
        for (const auto serial : row.serials)
            script = script + I2cScript{writes("3682"), reads(serial)};
        if (!row.error) script.push_back(writes("21b1"));
        ScriptedI2c bus{script, scd4x_place};
        const auto driver = open_driver("scd4x", bus);
        REQUIRE(driver->reset());
        CHECK(error_of(configured(*driver, 5)) == row.error);
    }
}

TEST_CASE("a probe finds an SCD4x by the checksum of its status, which it may send 1 ms later")
{
    const auto refusals = [](int count) {
        I2cScript script{failing(asks("e4b8", "8000a2"), Errc::no_answer)};
        for (int reads_refused = 0; reads_refused < count; ++reads_refused)
            script.push_back(failing(reads("8000a2"), Errc::no_answer));
        return script;
    };
    struct Row {
        I2cScript script;
        Match match;
    };
    const Row rows[] = {
        {{asks("e4b8", "8000a2")}, Match::certain},
        {{asks("e4b8", "8000a3")}, Match::no},
        {{asks("e4b8", "000000")}, Match::no},
        {{asks("e4b8", "ffffff")}, Match::no},
        {refusals(39) + I2cScript{reads("8000a2")}, Match::certain},
        {refusals(40), Match::no},
        {refusals(1) + I2cScript{failing(reads("8000a2"), Errc::bus_timeout)}, Match::no},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{row.script, scd4x_place};
        CHECK(find_model("scd4x")->probe(bus) == row.match);
    }
}
