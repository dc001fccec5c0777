// SPDX-License-Identifier: MIT
#include "coapnode/rest/senml.hpp"

#include "coapnode/rest/encode.hpp"
#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace coapnode;

namespace {

/// 2026-11-22T09:31:07.123Z
constexpr WallTime sampled{1'795'339'867'123ms};

const std::array two_readings{
    measured_record("room/temperature", Temperature::milli_celsius(-250), sampled),
    measured_record("room/pressure", Pressure::milli_pascal(101'325'000), sampled),
};
const std::array led_state{SenmlRecord{"leds/led", "", true, std::nullopt}};

}  // namespace

TEST_CASE("SenML JSON (RFC 8428 section 5), byte for byte")
{
    CHECK(as_text(senml_json("sensor-001/", two_readings)) ==
          R"([{"bn":"sensor-001/","n":"room/temperature","u":"Cel","v":-0.25,"t":1795339867.123},)"
          R"({"n":"room/pressure","u":"Pa","v":101325.0,"t":1795339867.123}])");
    CHECK(as_text(senml_json("sensor-001/", led_state)) == R"([{"bn":"sensor-001/","n":"leds/led","vb":true}])");
    CHECK(as_text(senml_json("sensor-001/", {})) == "[]");
}

TEST_CASE("a name that is not UTF-8, from a damaged database, is replaced")
{
    const std::array damaged{SenmlRecord{"r\xff", "", true, std::nullopt}};
    CHECK(as_text(senml_json("s/", damaged)) == "[{\"bn\":\"s/\",\"n\":\"r\xef\xbf\xbd\",\"vb\":true}]");
}

TEST_CASE("SenML CBOR (RFC 8428 section 6, table 4), byte for byte")
{
    // bn -2 (0x21), n 0, u 1, v 2, vb 4, t 6; 1795339867.123 = 0x41dac0ad96c7df3b
    CHECK(hex_of(senml_cbor("sensor-001/", two_readings)) == hex_of(from_hex("82"
                                                                             "a5 21 6b 73656e736f722d3030312f"
                                                                             "00 70 726f6f6d2f74656d7065726174757265"
                                                                             "01 63 43656c"
                                                                             "02 fb bfd0000000000000"
                                                                             "06 fb 41dac0ad96c7df3b"
                                                                             "a4 00 6d 726f6f6d2f7072657373757265"
                                                                             "01 62 5061"
                                                                             "02 fb 40f8bcd000000000"
                                                                             "06 fb 41dac0ad96c7df3b")));
    CHECK(hex_of(senml_cbor("s/", led_state)) == hex_of(from_hex("81 a3 21 62 732f 00 68 6c6564732f6c6564 04 f5")));
    CHECK(hex_of(senml_cbor("s/", {})) == "80");
}

TEST_CASE("a record's value is in SenML's unit, to a hundredth")
{
    struct Row {
        Value value;
        std::string unit;
        double number;
    };
    const Row rows[] = {
        {Temperature::milli_celsius(23'732), "Cel", 23.73},
        {Temperature::milli_celsius(-12'345), "Cel", -12.35},
        {Humidity::milli_percent(62'969), "%RH", 62.97},
        {Pressure::milli_pascal(99'621'449), "Pa", 99621.45},
    };
    for (const auto& row : rows) {
        CAPTURE(row.unit);
        const auto record = measured_record("x", row.value, sampled);
        CHECK(record.unit == row.unit);
        CHECK(std::get<double>(record.value) == row.number);
        CHECK(record.time == sampled);
    }
}

TEST_CASE("the base name of a device")
{
    struct Row {
        std::string device_id;
        std::string base_name;
    };
    const Row rows[] = {
        {"sensor-001", "sensor-001/"},
        {"urn:dev:mac:0024befffe804ff1", "urn:dev:mac:0024befffe804ff1:"},
        {"raspberrypi.local", "raspberrypi.local/"},
        {"Living room", "Living-room/"},
        {"Büro", "B--ro/"},
        {"", "node/"},
        {"_x", "node_x/"},
        {"-1", "node-1/"},
        {"/a", "node/a/"},
        {"7", "7/"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.device_id);
        CHECK(senml_base_name(row.device_id) == row.base_name);
    }
}
