// SPDX-License-Identifier: MIT
#include "sensors/sht3x.hpp"

#include "sensors/chip.hpp"
#include "sensors/driver_steps.hpp"

#include <random>

using namespace coapnode;

namespace {

constexpr std::string_view place = "0x44 on /dev/i2c-1";

Sht3xFrame frame_of(ByteView bytes)
{
    Sht3xFrame frame{};
    std::ranges::copy(bytes, frame.begin());
    return frame;
}

/// With the checksums that belong to them.
Sht3xFrame frame_of(std::uint16_t temperature, std::uint16_t humidity)
{
    Sht3xFrame frame{static_cast<std::uint8_t>(temperature >> 8), static_cast<std::uint8_t>(temperature & 0xff), 0,
                     static_cast<std::uint8_t>(humidity >> 8),    static_cast<std::uint8_t>(humidity & 0xff),    0};
    frame[2] = crc8(ByteView{frame}.first(2), 0xff);
    frame[5] = crc8(ByteView{frame}.subspan(3, 2), 0xff);
    return frame;
}

const Error checksum_error{Errc::bad_checksum, "checksum error from the SHT3x at 0x44 on /dev/i2c-1"};
const Error out_of_range{Errc::bad_value, "temperature beyond the range of the SHT3x at 0x44 on /dev/i2c-1"};
const Error settings_lost{Errc::settings_lost, "settings lost by the SHT3x at 0x44 on /dev/i2c-1"};
const Error still_resets{Errc::not_ready, "unfinished reset of the SHT3x at 0x44 on /dev/i2c-1"};
const Error still_measures{Errc::not_ready, "unfinished measurement of the SHT3x at 0x44 on /dev/i2c-1"};

}  // namespace

TEST_CASE("SHT3x frames decode to what section 4.13 says")
{
    struct Row {
        std::string frame;
        std::int32_t milli_celsius;
        std::int32_t milli_percent;
    };
    const Row rows[] = {
        {"648bc7 a1331c", 23'732, 62'969}, {"beef92 000081", 85'523, 0},  {"648bc7 ffffac", 23'732, 100'000},
        {"abcd6f abab72", 72'444, 67'059}, {"075160 000081", -39'998, 0}, {"f8ae4d ffffac", 124'998, 100'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.frame);
        const auto expected = Reading{}
                                  .with(Temperature::milli_celsius(row.milli_celsius))
                                  .with(Humidity::milli_percent(row.milli_percent));
        CHECK(decode_sht3x(frame_of(hex_bytes(row.frame)), place) == expected);
    }
}

TEST_CASE("a temperature beyond the SHT3x's range is none")
{
    for (const auto* frame : {"000081 000081", "075051 a1331c", "f8af7c a1331c", "ffffac ffffac"}) {
        CAPTURE(frame);
        CHECK(error_of(decode_sht3x(frame_of(hex_bytes(frame)), place)) == out_of_range);
    }
}

TEST_CASE("each bit of an SHT3x frame that is flipped gives a checksum error")
{
    const auto good = frame_of(hex_bytes("648bc7 a1331c"));
    REQUIRE(decode_sht3x(good, place));
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
        CAPTURE(bit);
        auto bad = good;
        bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        CHECK(error_of(decode_sht3x(bad, place)) == checksum_error);
    }
}

TEST_CASE("whatever an SHT3x sends, a value is within its range")
{
    for (unsigned word = 0; word <= 0xffff; ++word) {
        const auto reading =
            decode_sht3x(frame_of(static_cast<std::uint16_t>(word), static_cast<std::uint16_t>(word)), place);
        if (!reading) continue;
        const auto temperature = reading->get(Quantity::temperature)->thousandths;
        const auto humidity = reading->get(Quantity::humidity)->thousandths;
        REQUIRE((temperature >= -40'000 && temperature <= 125'000 && humidity >= 0 && humidity <= 100'000));
    }
    std::mt19937 random{20'260'101};
    for (int i = 0; i < 100'000; ++i) {
        Sht3xFrame frame{};
        for (auto& byte : frame)
            byte = static_cast<std::uint8_t>(random() & 0xff);
        const auto reading = decode_sht3x(frame, place);
        const bool intact = frame == frame_of(big_endian_16(frame[0], frame[1]), big_endian_16(frame[3], frame[4]));
        if (!intact) REQUIRE(error_of(reading) == checksum_error);
    }
}

TEST_CASE("an SHT3x that measures is asked again for the same measurement")
{
    const auto busy = failing(asks("f32d", sht3x_kept), Errc::no_answer);
    ScriptedI2c bus{sht3x_set_up() + I2cScript{writes("2400"), failing(reads("648bc7 a1331c"), Errc::no_answer), busy}};
    const auto driver = open_driver("sht3x", bus);
    auto& sensor = *driver;
    CHECK(error_of(first_sample(sensor)) == still_measures);
    bus.expect({reads("648bc7 a1331c"), asks("f32d", sht3x_kept)});
    CHECK(sensor.collect());
}

TEST_CASE("an SHT3x that resets is asked again, without another reset")
{
    const auto silent = failing(writes("3041"), Errc::no_answer);
    ScriptedI2c bus{{writes("3093"), asks("f32d", sht3x_was_reset), writes("30a2"), silent, silent, writes("3041"),
                     asks("f32d", sht3x_kept)}};
    const auto driver = open_driver("sht3x", bus);
    auto& sensor = *driver;
    REQUIRE(sensor.reset());
    for (int i = 0; i < 4; ++i)
        CHECK(error_of(sensor.configure()) == still_resets);
    CHECK(sensor.configure());
}

TEST_CASE("the status behind each measurement tells what happened to an SHT3x since it was set up")
{
    struct Row {
        std::string what;
        std::string status;
        std::optional<Error> error;
    };
    const Row rows[] = {
        {"nothing", "000081", {}},
        {"a command that it did not know", "0002e3", {}},
        {"it was reset", "0010c2", settings_lost},
        {"it lost its power", "8010e1", settings_lost},
        {"another program switched its heater on", "20005d", settings_lost},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        ScriptedI2c bus{sht3x_set_up() + sht3x_sample("648bc7 a1331c", row.status)};
        const auto driver = open_driver("sht3x", bus);
        auto& sensor = *driver;
        CHECK(error_of(first_sample(sensor)) == row.error);
    }
}

TEST_CASE("an SHT3x that was reset while it measured has nothing to send")
{
    ScriptedI2c bus{sht3x_set_up() + I2cScript{writes("2400"), failing(reads("648bc7 a1331c"), Errc::no_answer),
                                               asks("f32d", sht3x_was_reset)}};
    const auto driver = open_driver("sht3x", bus);
    auto& sensor = *driver;
    CHECK(error_of(first_sample(sensor)) == settings_lost);
}

TEST_CASE("a relative of the SHT3x that never clears its status is believed all the same")
{
    ScriptedI2c bus{I2cScript{writes("3093"), asks("f32d", sht3x_was_reset), writes("30a2"), writes("3041"),
                              asks("f32d", sht3x_was_reset)} +
                    sht3x_sample("648bc7 a1331c", sht3x_was_reset)};
    const auto driver = open_driver("sht3x", bus);
    auto& sensor = *driver;
    CHECK(first_sample(sensor));
}

TEST_CASE("a status of an SHT3x with a wrong bit is read again, within a bound")
{
    const auto wrong = asks("f32d", "001081");
    struct Row {
        I2cScript reads;
        std::optional<Error> error;
    };
    const Row rows[] = {
        {{wrong, asks("f32d", sht3x_kept)}, {}},
        {{wrong, wrong, asks("f32d", sht3x_kept)}, {}},
        {{wrong, wrong, wrong}, checksum_error},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{sht3x_set_up() + I2cScript{writes("2400"), reads("648bc7 a1331c")} + row.reads};
        const auto driver = open_driver("sht3x", bus);
        auto& sensor = *driver;
        CHECK(error_of(first_sample(sensor)) == row.error);
    }
}

TEST_CASE("another chip at the SHT3x's address is told, and left alone")
{
    struct Row {
        std::string status;
        Error error;
    };
    const Error wrong_chip{Errc::wrong_chip, "the chip at 0x44 on /dev/i2c-1 is not of type SHT3x"};
    const Row rows[] = {
        {"399fff", wrong_chip},  // an INA219: its register, then nobody drives the bus
        {"ffffff", wrong_chip},
        {"8010e0", checksum_error},
        {"000000", checksum_error},
    };
    for (const auto& row : rows) {
        CAPTURE(row.status);
        const auto status = asks("f32d", row.status);
        ScriptedI2c bus{{writes("3093"), status, status, status}};
        const auto driver = open_driver("sht3x", bus);
        auto& sensor = *driver;
        REQUIRE(sensor.reset());
        CHECK(error_of(sensor.configure()) == row.error);
    }
}

TEST_CASE("probing for an SHT3x reads its status and nothing else")
{
    struct Row {
        I2cStep step;
        Match match;
    };
    const Row rows[] = {
        {asks("f32d", "8010e1"), Match::certain},
        {asks("f32d", "0010c2"), Match::certain},
        {asks("f32d", "000081"), Match::certain},
        {asks("f32d", "8010e0"), Match::no},
        {asks("f32d", "399fff"), Match::no},
        {asks("f32d", "000000"), Match::no},
        {failing(asks("f32d", "8010e1"), Errc::no_answer), Match::no},
        {failing(asks("f32d", "8010e1"), Errc::bus_timeout), Match::no},
    };
    for (const auto& row : rows) {
        ScriptedI2c bus{{row.step}};
        CHECK(find_model("sht3x")->probe(bus) == row.match);
    }
}
