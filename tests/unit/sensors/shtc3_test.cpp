// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto shtc3_place = "0x70 on /dev/i2c-1";

I2cScript shtc3_sample(std::string_view frame)
{
    return {writes("3517"), asks("efc8", "08875b"), writes("7866"), reads(frame)};
}

Error shtc3_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the SHTC3 at " + shtc3_place};
}

}  // namespace

TEST_CASE("frames of the SHTC3 decode to what section 5.11 says")
{
    struct Row {
        std::string_view frame;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"648bc7 a1331c", 23'731, 62'968},  {"beef92 8000a2", 85'521, 50'000}, {"abcd6f abab72", 72'442, 67'058},
        {"8000a2 0001b0", 42'500, 2},       {"beef92 ffffac", 85'521, 99'998}, {"075160 000081", -39'999, 0},
        {"f8af7c ffffac", 124'999, 99'998},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        ScriptedI2c bus{shtc3_sample(row.frame), shtc3_place};
        CHECK(first_sample(*open_driver("shtc3", bus)) == Reading{}
                                                              .with(Temperature::milli_celsius(row.milli_celsius))
                                                              .with(Humidity::milli_percent(row.milli_percent)));
    }
}

TEST_CASE("a temperature beyond the SHTC3's range is none")
{
    for (const auto* frame : {"000081 000081", "075051 a1331c", "f8b011 a1331c", "ffffac ffffac"}) {
        CAPTURE(frame);
        ScriptedI2c bus{shtc3_sample(frame), shtc3_place};
        CHECK(error_of(first_sample(*open_driver("shtc3", bus))) ==
              shtc3_error(Errc::bad_value, "temperature beyond the range of"));
    }
}

TEST_CASE("each bit of an SHTC3 frame that is flipped gives a checksum error")
{
    for (const auto& frame : flipped_frames("648bc7 a1331c")) {
        CAPTURE(frame);
        ScriptedI2c bus{shtc3_sample(frame), shtc3_place};
        CHECK(error_of(first_sample(*open_driver("shtc3", bus))) ==
              shtc3_error(Errc::bad_checksum, "checksum error from"));
    }
}

TEST_CASE("an SHTC3 is known by six bits of its id")
{
    const Error other{Errc::wrong_chip, "the chip at " + std::string{shtc3_place} + " is not of type SHTC3"};
    struct Row {
        std::string_view id;
        std::optional<Error> error;
    };
    const Row rows[] = {
        {"08875b", {}},    {"080721", {}},    {"08471c", {}}, {"000716", other},  // an SHTC1, which measures for longer
        {"080610", other}, {"f83f45", other},
    };
    for (const auto& row : rows) {
        CAPTURE(row.id);
        ScriptedI2c bus{{writes("3517"), asks("efc8", row.id)}, shtc3_place};
        const auto driver = open_driver("shtc3", bus);
        REQUIRE(driver->reset());
        CHECK(error_of(driver->configure()) == row.error);
        ScriptedI2c probed{{failing(reads("00"), Errc::no_answer), asks("efc8", row.id)}, shtc3_place};
        CHECK((find_model("shtc3")->probe(probed) == Match::certain) == !row.error);
    }
}

TEST_CASE("an id of an SHTC3 with a wrong bit is read again, within a bound")
{
    const auto wrong = asks("efc8", "08875a");
    ScriptedI2c bus{{writes("3517"), wrong, wrong, asks("efc8", "08875b")}, shtc3_place};
    const auto driver = open_driver("shtc3", bus);
    REQUIRE(driver->reset());
    CHECK(driver->configure());
    bus.expect({wrong, wrong, wrong});
    CHECK(error_of(driver->configure()) == shtc3_error(Errc::bad_checksum, "checksum error from"));
}

TEST_CASE("an SHTC3 that measures is asked again for the same measurement")
{
    ScriptedI2c bus{{writes("3517"), asks("efc8", "08875b"), writes("7866"),
                     failing(reads("648bc7 a1331c"), Errc::no_answer), failing(writes("3517"), Errc::no_answer)},
                    shtc3_place};
    const auto driver = open_driver("shtc3", bus);
    CHECK(error_of(first_sample(*driver)) == shtc3_error(Errc::not_ready, "unfinished measurement of"));
    bus.expect({reads("648bc7 a1331c")});
    CHECK(driver->collect());
}

TEST_CASE("an SHTC3 that was reset while it measured takes a command and has nothing to send")
{
    ScriptedI2c bus{{writes("3517"), asks("efc8", "08875b"), writes("7866"),
                     failing(reads("648bc7 a1331c"), Errc::no_answer), writes("3517")},
                    shtc3_place};
    CHECK(error_of(first_sample(*open_driver("shtc3", bus))) == shtc3_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("probing for an SHTC3 sends nothing to a chip that answers unasked, such as a multiplexer")
{
    for (const auto& step : {reads("00"), reads("ff"), failing(reads("00"), Errc::bus_timeout)}) {
        ScriptedI2c bus{{step}, shtc3_place};
        CHECK(find_model("shtc3")->probe(bus) == Match::no);
    }
}
