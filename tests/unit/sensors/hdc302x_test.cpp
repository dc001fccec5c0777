// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto hdc302x_place = "0x44 on /dev/i2c-1";
constexpr std::string_view hdc302x_maker = "300033";

I2cScript hdc302x_identified(std::string_view maker = hdc302x_maker)
{
    return {writes("3093"), asks("f32d", sht3x_was_reset), asks("3781", maker)};
}

Result<Reading> hdc302x_reading(const I2cScript& collects)
{
    ScriptedI2c bus{hdc302x_identified() +
                        I2cScript{writes("30a2"), writes("3041"), asks("f32d", sht3x_kept), writes("2400")} + collects,
                    hdc302x_place};
    return first_sample(*open_driver("hdc302x", bus));
}

Error hdc302x_error(Errc code, std::string_view clause)
{
    return {code, std::string{clause} + " the HDC302x at " + hdc302x_place};
}

Match probed(std::string_view driver, const I2cScript& script)
{
    ScriptedI2c bus{script, hdc302x_place};
    return find_model(driver)->probe(bus);
}

}  // namespace

TEST_CASE("what is told of an HDC302x has its name")
{
    CHECK(error_of(hdc302x_reading({reads("648bc7 a1331d")})) ==
          hdc302x_error(Errc::bad_checksum, "checksum error from"));
    CHECK(error_of(hdc302x_reading({reads("648bc7 a1331c"), asks("f32d", sht3x_was_reset)})) ==
          hdc302x_error(Errc::settings_lost, "settings lost by"));
}

TEST_CASE("a first measurement of an HDC302x that is all zeros is none")
{
    CHECK(error_of(hdc302x_reading({reads("000081 000081")})) ==
          hdc302x_error(Errc::bad_value, "temperature beyond the range of"));
}

TEST_CASE("each bit of an HDC302x frame that is flipped gives a checksum error")
{
    for (const auto& frame : flipped_frames("648bc7 a1331c")) {
        CAPTURE(frame);
        CHECK(error_of(hdc302x_reading({reads(frame)})) == hdc302x_error(Errc::bad_checksum, "checksum error from"));
    }
}

TEST_CASE("an HDC302x is known by its maker's id")
{
    ScriptedI2c other{hdc302x_identified("300102"), hdc302x_place};
    CHECK(error_of(first_sample(*open_driver("hdc302x", other))) ==
          Error{Errc::wrong_chip, "the chip at " + std::string{hdc302x_place} + " is not of type HDC302x"});

    const auto status = asks("f32d", sht3x_was_reset);
    CHECK(probed("hdc302x", {status, asks("3781", hdc302x_maker)}) == Match::certain);
    CHECK(probed("hdc302x", {status, asks("3781", "300102")}) == Match::no);
    CHECK(probed("hdc302x", {status, asks("3781", "300000")}) == Match::no);
    CHECK(probed("hdc302x", {status, failing(asks("3781", hdc302x_maker), Errc::no_answer)}) == Match::no);  // SHT3x
    CHECK(probed("hdc302x", {asks("f32d", "8010ff")}) == Match::no);  // nothing else is sent to a stranger
}

TEST_CASE("an HDC302x answers the probe of an SHT3x as well, so its own comes first")
{
    CHECK(probed("sht3x", {asks("f32d", sht3x_was_reset)}) == Match::certain);
    CHECK(find_model("hdc302x") < find_model("sht3x"));
}
