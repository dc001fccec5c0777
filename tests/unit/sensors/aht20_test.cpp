// SPDX-License-Identifier: MIT
#include "sensors/driver_steps.hpp"
#include "sensors/word_frames.hpp"

using namespace coapnode;

namespace {

constexpr auto aht_place = "0x38 on /dev/i2c-1";
constexpr std::string_view aht20_frame = "1cb8f5a59cd0a3";

/// Of a chip that has its calibration.
I2cScript aht_sample(const I2cScript& collects)
{
    return twice(reads("180000000000")) + twice(reads("180000000000")) + I2cScript{writes("ac3300")} + collects;
}

Result<Reading> aht20_reading(std::string_view frame)
{
    ScriptedI2c bus{aht_sample({reads(frame)}), aht_place};
    return first_sample(*open_driver("aht20", bus));
}

Result<Reading> aht10_reading(const I2cScript& collects)
{
    ScriptedI2c bus{aht_sample(collects), aht_place};
    return first_sample(*open_driver("aht10", bus));
}

Error aht_error(Errc code, std::string_view clause, std::string_view chip = "AHT20")
{
    return {code, std::string{clause}.append(" the ").append(chip).append(" at ").append(aht_place)};
}

Error no_aht(std::string_view chip, std::string_view why = {})
{
    return {Errc::wrong_chip,
            "the chip at " + std::string{aht_place}.append(" is not of type ").append(chip).append(why)};
}

}  // namespace

TEST_CASE("frames of the AHT20 and the AHT10 decode to what section 6 says")
{
    struct Row {
        std::string_view frame;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {aht20_frame, 20'157, 72'250},  {"1cb91095 9c5370", 20'133, 72'291}, {"1cb8f955 9c72d5", 20'139, 72'255},
        {"1c000000cccd4d", -40'000, 0}, {"1c8000080000b9", 50'000, 50'000},  {"1cfffffacccd2d", 85'000, 100'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        const auto expected = Reading{}
                                  .with(Temperature::milli_celsius(row.milli_celsius))
                                  .with(Humidity::milli_percent(row.milli_percent));
        CHECK(aht20_reading(row.frame) == expected);
        auto without_checksum = hex_bytes(row.frame);
        without_checksum.pop_back();
        CHECK(aht10_reading(twice(reads(hex_text(without_checksum)))) == expected);
    }
}

TEST_CASE("a temperature beyond the AHT20's range is none")
{
    for (const auto* frame : {"1c000000000169", "1c000000ccc8b8", "1c00000accd2fe", "1cffffffffff7a"}) {
        CAPTURE(frame);
        CHECK(error_of(aht20_reading(frame)) == aht_error(Errc::bad_value, "temperature beyond the range of"));
    }
}

TEST_CASE("each bit of an AHT20 frame that is flipped gives a checksum error or another read")
{
    for (const auto& frame : flipped_frames(aht20_frame)) {
        CAPTURE(frame);
        const bool looks_busy = frame.starts_with("9c");
        CHECK(error_of(aht20_reading(frame)) == (looks_busy ? aht_error(Errc::not_ready, "unfinished measurement of")
                                                            : aht_error(Errc::bad_checksum, "checksum error from")));
    }
}

TEST_CASE("a measurement of an AHT10 is read until two reads agree")
{
    const auto right = reads("1cb8f5a59cd0");
    const auto wrong = reads("1cb8f5a59cd1");
    CHECK(aht10_reading({wrong, right, right}));
    CHECK(aht10_reading({right, wrong, right, right}));
    CHECK(error_of(aht10_reading({right, wrong, right, wrong})) ==
          Error{Errc::bad_checksum, "each read gives a different value at " + std::string{aht_place}});
}

TEST_CASE("an AHT20 that measures is asked again for the same measurement")
{
    ScriptedI2c bus{aht_sample({reads("9c000000000001"), failing(reads(aht20_frame), Errc::no_answer)}), aht_place};
    const auto driver = open_driver("aht20", bus);
    const auto unfinished = aht_error(Errc::not_ready, "unfinished measurement of");
    CHECK(error_of(first_sample(*driver)) == unfinished);
    CHECK(error_of(driver->collect()) == unfinished);
    bus.expect({reads(aht20_frame)});
    CHECK(driver->collect());
}

TEST_CASE("an AHT10 that lost its calibration with its power is not believed")
{
    CHECK(error_of(aht10_reading(twice(reads("14b8f5a59cd0")))) ==
          aht_error(Errc::settings_lost, "settings lost by", "AHT10"));
}

TEST_CASE("zeros are no reading of an AHT20 or an AHT10")
{
    constexpr auto why = "no measurement since power-on in";
    CHECK(error_of(aht20_reading("18000000000035")) == aht_error(Errc::settings_lost, why));
    CHECK(error_of(aht10_reading(twice(reads("180000000000")))) == aht_error(Errc::settings_lost, why, "AHT10"));
}

TEST_CASE("what state an AHT is found in says what is sent to it")
{
    struct Row {
        I2cScript resets;
        I2cScript configures;
        std::optional<Error> error;
    };
    const auto unloaded = twice(reads("100000000000"));
    const auto loaded = twice(reads("180000000000"));
    const auto busy = twice(reads("980000000000"));
    const auto load = I2cScript{writes("be0800")};
    const auto no_calibration = no_aht("AHT20", ": it does not load its calibration");
    const Row rows[] = {
        {loaded, loaded, {}},
        {unloaded + load, loaded, {}},
        {unloaded + load, busy + busy + loaded, {}},
        {unloaded + load, unloaded, no_calibration},
        {twice(reads("000000000000")) + load, twice(reads("000000000000")), no_calibration},  // a bus that is held low
        {twice(reads("ffffffffffff")), {}, no_aht("AHT20")},
        {twice(reads("1580ffffffff")), {}, no_aht("AHT20")},  // a TMP102
        {unloaded + load, twice(reads("0800ffffffff")), no_aht("AHT20")},
        {busy + I2cScript{writes("ba")}, loaded, {}},
        {busy + I2cScript{writes("ba")}, unloaded + load + loaded, {}},
        {busy + I2cScript{writes("ba")}, unloaded + load + unloaded, no_calibration},
        {busy + I2cScript{writes("ba")}, busy + busy + busy, aht_error(Errc::not_ready, "unfinished reset of")},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{row.resets + row.configures, aht_place};
        const auto driver = open_driver("aht20", bus);
        const auto settling = driver->reset();
        CHECK((settling ? error_of(configured(*driver)) : error_of(settling)) == row.error);
    }
}

TEST_CASE("the checksum tells an AHT20 from an AHT10, and both from a port expander")
{
    struct Row {
        std::string_view frame;
        Match aht20;
        Match aht10;
    };
    const Row rows[] = {
        {aht20_frame, Match::certain, Match::no},
        {"1cb8f5a59cd0ff", Match::possible, Match::possible},
        {"18000000000000", Match::possible, Match::possible},
        {"18000000000035", Match::certain, Match::no},
        {"1cb8f5a59cd0a2", Match::possible, Match::possible},
        {"9cb8f5a59cd0ff", Match::no, Match::no},              // busy
        {"100000000000ff", Match::possible, Match::possible},  // without its calibration
        {"000000ffffffff", Match::no, Match::no},              // FT6236, a touch panel's
        {"1580ffffffffff", Match::no, Match::no},              // TMP102
        {"18181818181818", Match::no, Match::no},              // PCF8574A
        {"ffffffffffffff", Match::no, Match::no},
        {"00000000000000", Match::no, Match::no},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        ScriptedI2c first{{reads(row.frame)}, aht_place};
        CHECK(find_model("aht20")->probe(first) == row.aht20);
        ScriptedI2c second{{reads(row.frame)}, aht_place};
        CHECK(find_model("aht10")->probe(second) == row.aht10);
    }
}
