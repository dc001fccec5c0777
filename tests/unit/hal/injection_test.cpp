// SPDX-License-Identifier: MIT
#include "hal/mock/injection.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

TEST_CASE("words become an injection")
{
    const auto parsed = parse_injection(
        "  temperature=-12.5 humidity=40\npressure=990.25\tco2=612 illuminance=0.5 chip=bmp280 fault=no_answer\r\n");
    REQUIRE(parsed);
    CHECK(parsed->temperature == -12.5);
    CHECK(parsed->humidity == 40);
    CHECK(parsed->pressure == 990.25);
    CHECK(parsed->co2 == 612);
    CHECK(parsed->illuminance == 0.5);
    CHECK(parsed->chip == "bmp280");
    CHECK(parsed->fault == Fault::no_answer);
}

TEST_CASE("what a test does to the chip's power, transfers and memory")
{
    const auto parsed = parse_injection("power=3 flip=2:13 memory=88:6c6E memory=fe:010203");
    REQUIRE(parsed);
    CHECK(parsed->power == 3);
    CHECK(parsed->flip == Flip{2, 13});
    CHECK(parsed->memory ==
          std::map<std::uint8_t, std::uint8_t>{{0x00, 3}, {0x88, 0x6c}, {0x89, 0x6e}, {0xfe, 1}, {0xff, 2}});
}

TEST_CASE("what is not said is as it is without")
{
    for (const std::string text : {"", " \n\t ", "fault=none"}) {
        CAPTURE(text);
        const auto parsed = parse_injection(text);
        REQUIRE(parsed);
        CHECK_FALSE(parsed->temperature);
        CHECK_FALSE(parsed->humidity);
        CHECK_FALSE(parsed->pressure);
        CHECK(parsed->chip.empty());
        CHECK(parsed->fault == Fault::none);
        CHECK(parsed->power == 0);
        CHECK_FALSE(parsed->flip);
        CHECK(parsed->memory.empty());
        CHECK(parsed->over({1, 2, 3, 4, 5}).percent == 2);
    }
    const auto air = parse_injection("humidity=99")->over({1, 2, 3, 4, 5});
    CHECK(air.celsius == 1);
    CHECK(air.percent == 99);
    CHECK(air.hectopascal == 3);
    CHECK(air.ppm == 4);
    CHECK(air.lux == 5);
}

TEST_CASE("the first word that makes no sense is named")
{
    // clang-format off
    const std::string words[] = {
        "temperature", "temperature=", "temperature=warm", "temperature=1e999", "temperature=nan", "temperature==1",
        "Temperature=1", "temprature=1", "pressure=inf", "humidity=40%", "=40", "chip=", "chip=dht22", "fault=",
        "fault=dead", "\x01\xff", "power=", "power=-1", "power=on", "flip=1", "flip=1:", "flip=:1",
        "flip=1:2:3", "memory=88", "memory=88:", "memory=88:6", "memory=88:6g", "memory=8:6c", "memory=188:6c"};
    // clang-format on
    for (const auto& word : words) {
        CAPTURE(word);
        const auto parsed = parse_injection("humidity=40 " + word + " fault=none");
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().message == word);
    }
}

TEST_CASE("each fault and the error it shows as")
{
    struct Row {
        std::string word;
        std::optional<Errc> error;
    };
    const Row rows[] = {
        {"fault=none", {}},
        {"fault=no_answer", Errc::no_answer},
        {"fault=bus_timeout", Errc::bus_timeout},
        {"fault=bus_io", Errc::bus_io},
        {"fault=bus_busy", Errc::bus_busy},
        {"fault=bus_missing", Errc::bus_missing},
        {"fault=access_denied", Errc::access_denied},
        {"fault=bad_checksum", {}},
        {"fault=stuck", {}},
        {"fault=zeros", {}},
        {"fault=ones", {}},
        {"fault=echo", {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.word);
        const auto parsed = parse_injection(row.word);
        REQUIRE(parsed);
        CHECK(error_of(parsed->fault) == row.error);
    }
}
