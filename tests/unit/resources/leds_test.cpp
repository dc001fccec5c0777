// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// A lamp, and a relay that a thermostat drives.
struct House : Bench {
    House()
    {
        fit_sensor("room", "sht3x");
        fit_led("relay");
        fit_led("lamp");
        fit_thermostat({});
        build();
    }

    Code put(std::string_view path, std::string_view body)
    {
        return handle(request_with(path, Method::put, body)).code;
    }
};

}  // namespace

TEST_CASE("/leds shows each LED as /leds/NAME shows it")
{
    Bench bench;
    bench.fit_led("red");
    bench.fit_led("green");
    bench.build();
    const auto list = [&] { return bench.json("leds"); };
    CHECK(list() == R"({"leds":[{"name":"red","state":"off"},{"name":"green","state":"off"}]})");
    CHECK(bench.handle(request_with("led", Method::put, "on")).code == Code::changed);
    CHECK(list() == R"({"leds":[{"name":"red","state":"on"},{"name":"green","state":"off"}]})");
    CHECK(bench.handle(request_with("leds/green", Method::put, R"({"state":"blink","count":2})")).code ==
          Code::changed);
    CHECK(list() == R"({"leds":[{"name":"red","state":"on"},)"
                    R"({"name":"green","state":"blink","period":"1s","duty":0.5,"count":2}]})");
    CHECK(payload_of(bench.get("leds", ContentFormat::senml_json)) ==
          R"([{"bn":"sensor-001/","n":"leds/red","vb":true},{"n":"leds/green","vb":true}])");
    CHECK(bench.handle(request_with("leds/red", Method::put, R"({"state":"off","for":"30s"})")).code == Code::changed);
    bench.run_until(3s);
    CHECK(list() == R"({"leds":[{"name":"red","state":"off","for":"30s"},{"name":"green","state":"off"}]})");
}

TEST_CASE("/leds in every format of /sensors, and in no other")
{
    Bench bench;
    bench.fit_led("led");
    bench.build();
    const auto text = [](std::string_view written) { return hex_of(as_bytes(written)); };
    CHECK(bench.get("leds", ContentFormat::json).max_age == 0);
    CHECK(hex_of(*bench.get("leds", ContentFormat::cbor).payload) == "a164" + text("leds") + "81a264" + text("name") +
                                                                         "63" + text("led") + "65" + text("state") +
                                                                         "63" + text("off"));
    CHECK(hex_of(*bench.get("leds", ContentFormat::senml_cbor).payload) ==
          "81a3216b" + text("sensor-001/") + "0068" + text("leds/led") + "04f4");
    CHECK(payload_of(bench.get("leds", ContentFormat::link_format)) == R"(</leds/led>;rt="actuator led";if="core.a")");
    CHECK(bench.get("leds", ContentFormat::text).code == Code::not_acceptable);
    const auto* const sensors = bench.site->find({"sensors"});
    CHECK(bench.site->find({"leds"})->description().formats == sensors->description().formats);
}

TEST_CASE("a node without LEDs has an empty list, but no pack without a record")
{
    Bench bench;
    bench.build();
    CHECK(bench.json("leds") == R"({"leds":[]})");
    CHECK(bench.get("leds", ContentFormat::link_format).code == Code::content);
    CHECK(payload_of(bench.get("leds", ContentFormat::link_format)).empty());
    for (const auto format : {ContentFormat::senml_json, ContentFormat::senml_cbor}) {
        CHECK(bench.get("leds", format).code == Code::not_found);
        CHECK(payload_of(bench.get("leds", format)) == "this node has no LED");
    }
}

TEST_CASE("observers of /leds hear of each change of any of them, the thermostat's too, and of nothing else")
{
    House house;
    int told = 0;
    const auto subscription = house.site->find({"leds"})->changes()->subscribe([&] { ++told; });
    const auto bytes = [&] { return house.get("leds", ContentFormat::json).payload; };
    const auto first = bytes();
    CHECK(bytes() == first);
    CHECK(house.put("leds/lamp", "on") == Code::changed);
    CHECK(told == 1);
    CHECK(bytes() != first);
    CHECK(house.put("leds/lamp", "on") == Code::changed);
    CHECK(told == 1);
    CHECK(house.put("leds/relay", "on") == Code::method_not_allowed);
    CHECK(house.put("leds", "on") == Code::method_not_allowed);
    CHECK(told == 1);
    house.put("thermostat", "35");
    house.run_until(62s);  // min_off is over
    CHECK(told == 2);
    CHECK(house.json("leds") == R"({"leds":[{"name":"relay","state":"on"},{"name":"lamp","state":"on"}]})");
    CHECK_FALSE(house.site->find({"leds"})->scalar().has_value());
}
