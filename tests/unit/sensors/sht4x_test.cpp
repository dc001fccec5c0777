// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto sht4x_place = "0x44 on /dev/i2c-1";
constexpr std::string_view sht4x_serial = "0f8e7d 3cd1b2";

I2cScript sht4x_set_up()
{
    return {writes("89"), reads(sht4x_serial)};
}

I2cScript sht4x_sample(std::string_view frame)
{
    return {writes("fd"), reads(frame)};
}

Error sht4x_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the SHT4x at " + sht4x_place};
}

}  // namespace

TEST_CASE("frames of the SHT4x decode to what section 4.6 says")
{
    struct Row {
        std::string_view frame;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"648bc7 a1331c", 23'732, 72'712},  {"beef92 8000a2", 85'523, 56'501},
        {"abcd6f abab72", 72'444, 77'824},  {"648bc7 000081", 23'732, 0},  // -6 %
        {"648bc7 ffffac", 23'732, 100'000},                                // 119 %
        {"075160 000081", -39'998, 0},      {"f8ae4d ffffac", 124'998, 100'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        ScriptedI2c bus{sht4x_set_up() + sht4x_sample(row.frame), sht4x_place};
        CHECK(first_sample(*open_driver("sht4x", bus)) == Reading{}
                                                              .with(Temperature::milli_celsius(row.milli_celsius))
                                                              .with(Humidity::milli_percent(row.milli_percent)));
    }
}

TEST_CASE("a temperature beyond the SHT4x's range is none")
{
    for (const auto* frame : {"000081 000081", "075051 a1331c", "f8af7c a1331c", "ffffac ffffac"}) {
        CAPTURE(frame);
        ScriptedI2c bus{sht4x_set_up() + sht4x_sample(frame), sht4x_place};
        CHECK(error_of(first_sample(*open_driver("sht4x", bus))) ==
              sht4x_error(Errc::bad_value, "temperature beyond the range of"));
    }
}

TEST_CASE("each bit of an SHT4x frame that is flipped gives a checksum error")
{
    for (const auto& frame : flipped_frames("648bc7 a1331c")) {
        CAPTURE(frame);
        ScriptedI2c bus{sht4x_set_up() + sht4x_sample(frame), sht4x_place};
        CHECK(error_of(first_sample(*open_driver("sht4x", bus))) ==
              sht4x_error(Errc::bad_checksum, "checksum error from"));
    }
}

TEST_CASE("an SHT4x that measures is asked again for the same measurement")
{
    const auto silent = failing(reads("648bc7 a1331c"), Errc::no_answer);
    ScriptedI2c bus{sht4x_set_up() + I2cScript{writes("fd"), silent, failing(writes("89"), Errc::no_answer)},
                    sht4x_place};
    const auto driver = open_driver("sht4x", bus);
    CHECK(error_of(first_sample(*driver)) == sht4x_error(Errc::not_ready, "unfinished measurement of"));
    bus.expect({reads("648bc7 a1331c")});
    CHECK(driver->collect());
}

TEST_CASE("an SHT4x that was reset while it measured takes a command and has nothing to send")
{
    const auto silent = failing(reads("648bc7 a1331c"), Errc::no_answer);
    ScriptedI2c bus{sht4x_set_up() + I2cScript{writes("fd"), silent, writes("89")}, sht4x_place};
    CHECK(error_of(first_sample(*open_driver("sht4x", bus))) == sht4x_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("the serial number of an SHT4x tells it from another chip")
{
    const Error other{Errc::wrong_chip, "the chip at " + std::string{sht4x_place} + " is not of type SHT4x"};
    const auto checksum = sht4x_error(Errc::bad_checksum, "checksum error from");
    struct Row {
        std::string_view first;
        std::vector<std::string_view> again;
        std::optional<Error> error;
    };
    const Row rows[] = {
        {sht4x_serial, {}, {}},
        {"0f8e7c 3cd1b2", {sht4x_serial}, {}},
        {"0f8e7d 3cd1b3", {"0f8f7d 3cd1b2", "0f8e7d 3cd0b2", sht4x_serial}, {}},
        {"0f8e7c 3cd1b2", {"0f8e7c 3cd1b2", "0f8e7c 3cd1b2", "0f8e7c 3cd1b2"}, checksum},
        {"000000 000000", {"000000 000000", "000000 000000", "000000 000000"}, checksum},
        {"399fff ffffff", {"399fff ffffff", "399fff ffffff", "399fff ffffff"}, other},  // registers of two bytes
    };
    for (const auto& row : rows) {
        CAPTURE(row.first);
        I2cScript script{writes("89"), reads(row.first)};
        for (const auto answer : row.again)
            script.push_back(asks("89", answer));
        ScriptedI2c bus{script, sht4x_place};
        const auto driver = open_driver("sht4x", bus);
        REQUIRE(driver->reset());
        CHECK(error_of(driver->configure()) == row.error);
        ScriptedI2c probed{{failing(reads(row.first), Errc::no_answer), asks("89", row.first)}, sht4x_place};
        CHECK((find_model("sht4x")->probe(probed) == Match::certain) == row.again.empty());
    }
}

TEST_CASE("an SHT4x that needs a moment for its serial number is found by the next probe")
{
    const auto silent = failing(reads(sht4x_serial), Errc::no_answer);
    ScriptedI2c bus{{silent, failing(asks("89", sht4x_serial), Errc::no_answer), reads(sht4x_serial)}, sht4x_place};
    const auto probe = find_model("sht4x")->probe;
    CHECK(probe(bus) == Match::no);
    CHECK(probe(bus) == Match::certain);
}
