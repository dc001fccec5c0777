// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Heated : Bench {
    FakeSensor& sensor = fit_sensor("room", "sht3x");
    LineState& line = fit_led("relay");
    Thermostat* thermostat = nullptr;

    explicit Heated(ThermostatConfig config = {})
    {
        config.min_on = config.min_off = 0s;
        sensor.on_collect = Reading{}.with(Temperature::milli_celsius(20'104));
        fit_led("lamp");
        thermostat = &fit_thermostat(std::move(config));
        build();
    }

    Response put(std::string_view path, std::string_view body, std::optional<std::uint16_t> format = std::nullopt)
    {
        auto request = request_with(path, Method::put, body);
        request.content_format = format;
        return handle(request);
    }
};

}  // namespace

TEST_CASE("what is shown: before the first reading, with one, after a new target, and while it fails safe")
{
    Heated node;
    CHECK(node.json("thermostat") == R"({"target":20.0,"output":"off","mode":"heat"})");
    node.run_until(18ms);
    CHECK(node.json("thermostat") == R"({"target":20.0,"temperature":20.1,"output":"off","mode":"heat"})");
    CHECK(node.put("thermostat", R"({"target":21.5})").code == Code::changed);
    CHECK(node.line.high);
    CHECK(node.json("thermostat") == R"({"target":21.5,"temperature":20.1,"output":"on","mode":"heat"})");
    CHECK(node.get("thermostat", ContentFormat::json).max_age == 0);
    node.sensor.on_reset = node.sensor.on_start = Failure{no_answer};
    node.run_until(16s);
    CHECK(node.json("thermostat") ==
          R"({"target":21.5,"output":"off","mode":"heat","error":"no answer at 0x44 on /dev/i2c-1"})");
    CHECK(node.get("thermostat", ContentFormat::json).code == Code::content);
}

TEST_CASE("a line that cannot be driven: the target is taken, and what is shown says so")
{
    Heated node;
    node.run_until(18ms);
    node.line.broken = true;
    CHECK(node.put("thermostat", "21.5").code == Code::changed);
    CHECK(node.json("thermostat") ==
          R"({"target":21.5,"temperature":20.1,"output":"off","mode":"heat","error":"cannot drive GPIO17"})");
    node.line.broken = false;
    node.run_until(2s);
    CHECK(node.json("thermostat") == R"({"target":21.5,"temperature":20.1,"output":"on","mode":"heat"})");
}

TEST_CASE("in every format")
{
    ThermostatConfig config;
    config.mode = ThermostatMode::cool;
    config.target = -5'250;
    config.min_target = -40'000;
    Heated node{config};
    node.run_until(18ms);
    CHECK(payload_of(node.get("thermostat", ContentFormat::text)) == "-5.25");
    CHECK(payload_of(node.get("thermostat", ContentFormat::json)) ==
          R"({"target":-5.25,"temperature":20.1,"output":"on","mode":"cool"})");
    CHECK(hex_of(*node.get("thermostat", ContentFormat::cbor).payload) ==
          "a4"
          "66746172676574"
          "fac0a80000"
          "6b74656d7065726174757265"
          "fb403419999999999a"
          "666f7574707574"
          "626f6e"
          "646d6f6465"
          "64636f6f6c");
    CHECK(payload_of(node.get("thermostat", ContentFormat::senml_json)) ==
          R"([{"bn":"sensor-001/","n":"thermostat/target","u":"Cel","v":-5.25},)"
          R"({"n":"thermostat/temperature","u":"Cel","v":20.1},{"n":"thermostat/output","vb":true}])");
    CHECK(node.get("thermostat", ContentFormat::link_format).code == Code::not_acceptable);
}

TEST_CASE("targets that clients send")
{
    struct Row {
        std::string body;
        std::optional<std::uint16_t> format;
        std::int32_t target;
    };
    const Row rows[] = {
        {R"({"target":21.5})", 50, 21'500},
        {R"({"target":21})", {}, 21'000},
        {R"({"target":2.15e1})", 50, 21'500},
        {R"({"target":21.555})", 50, 21'560},
        {R"({"target":5})", 50, 5'000},
        {R"({"target":35})", 50, 35'000},
        {"21.5", 0, 21'500},
        {" 21.5\n", {}, 21'500},
        {"5", {}, 5'000},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        Heated node;
        CHECK(node.put("thermostat", row.body, row.format).code == Code::changed);
        CHECK(node.thermostat->target() == row.target);
    }
}

TEST_CASE("one target in every spelling: as JSON, as text and as CBOR")
{
    const auto check = [](std::string_view path, std::string_view body, std::optional<std::uint16_t> format) {
        CAPTURE(std::string{body});
        Heated node;
        CHECK(node.put(path, body, format).code == Code::changed);
        CHECK(node.thermostat->target() == 21'500);
    };
    for (const std::string number : {"21.5", "2.15e1", "2.15e+1", "2.15E+01", "215e-1", "21.50"}) {
        check("thermostat", R"({"target":)" + number + '}', 50);
        check("thermostat", "\xef\xbb\xbf{\r\n\"mode\" : \"heat\",\r\n\"target\"\t:\n" + number + "\r\n}\r\n", {});
        check("temperature", R"({"unit":"celsius","value":)" + number + '}', {});
        check("thermostat", number, 0);
        check("temperature", "\xef\xbb\xbf \t" + number + "\r\n", {});
    }
    check("thermostat", "+021.50", 0);
    for (const std::string number : {"f9 4d60", "fa 41ac0000", "fb 4035800000000000", "c4 82 20 18d7",
                                     "c4 82 20 c2 41 d7", "c5 9f 20 182b ff", "d9d9f7 f9 4d60"}) {
        for (const std::string head : {"a1 66 746172676574", "b801 66 746172676574", "b90001 7806 746172676574",
                                       "d9d9f7 a1 66 746172676574", "bf 7f 63 746172 63 676574 ff"}) {
            const auto body = from_hex(head + number + (head.starts_with("bf") ? "ff" : ""));
            check("thermostat", as_text(body), 60);
        }
    }
    // What stands beside it is passed over, whatever it is: {value: 21.5, timestamp: 0("2013-03-21T20:04:00Z")}
    const auto dated =
        from_hex("a2 65 76616c7565 f9 4d60 69 74696d657374616d70 c0 74 323031332d30332d32315432303a30343a30305a");
    check("temperature", as_text(dated), 60);
}

TEST_CASE("what is no target, and what is said of it")
{
    const std::string send = R"(: send {"target":21.5}, or the text 21.5)";
    const std::string range = "the target must be from 5 to 35";
    const std::string others = R"(a member other than "target", "temperature", "output", "mode", "error")";
    struct Row {
        std::string body;
        std::optional<std::uint16_t> format;
        std::string told;
    };
    const Row rows[] = {
        {R"({"target":4.99})", {}, range},
        {R"({"target":35.01})", {}, range},
        {"4.99", {}, range},
        {"-1000000", {}, range},
        {R"({"target":1000001})", {}, "no temperature" + send},
        {R"({"target":1e300})", {}, "no temperature" + send},
        {"", {}, "no temperature" + send},
        {"warm", {}, "no temperature" + send},
        {"nan", {}, "no temperature" + send},
        {"inf", {}, "no temperature" + send},
        {"21.5 C", {}, "no temperature" + send},
        {"21,5", {}, "no temperature" + send},
        {R"({"target":"21.5"})", {}, "\"target\" is not a number" + send},
        {R"({"target":21.5,"target":22})", {}, "a member is given twice" + send},
        {"1e6.", {}, "no temperature" + send},
        {"1e999", {}, "no temperature" + send},
        {R"({"target":null})", {}, "\"target\" is not a number" + send},
        {R"({"target":21.5,"hysteresis":1})", {}, others + send},
        {R"({"target":21.5,"unit":"celsius"})", {}, others + send},
        {R"({"temperature":21.5,"output":"on"})", {}, "no \"target\"" + send},
        {R"({"value":21.5})", {}, "no \"target\"" + send},
        {"{", {}, "the body cannot be parsed" + send},
        {"21.5", 50, "the body is not an object" + send},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        Heated node;
        const auto answer = node.put("thermostat", row.body, row.format);
        CHECK(answer.code == Code::bad_request);
        CHECK(payload_of(answer) == row.told);
        CHECK(node.thermostat->target() == 20'000);
    }
    Heated node;
    const auto not_a_number = from_hex("a1 66 746172676574 f9 7e00");
    CHECK(payload_of(node.put("thermostat", as_text(not_a_number), 60)) == "no temperature" + send);
    const auto moment = from_hex("a1 66 746172676574 c1 15");  // 21 s after 1970
    CHECK(payload_of(node.put("thermostat", as_text(moment), 60)) == "\"target\" is not a number" + send);
    const auto infinite = from_hex("a1 66 746172676574 c4 82 19 03e8 01");
    CHECK(payload_of(node.put("thermostat", as_text(infinite), 60)) == "no temperature" + send);
    const auto endless = from_hex("a1 66 746172676574 9b fffffffffffffffe");
    CHECK(payload_of(node.put("thermostat", as_text(endless), 60)) == "the body cannot be parsed" + send);
    CHECK(node.put("thermostat", "21.5", 42).code == Code::unsupported_content_format);
}

TEST_CASE("PUT /temperature sets the target where there is a thermostat, and only there")
{
    Heated node;
    CHECK(node.put("temperature", R"({"value":21.5})").code == Code::changed);
    CHECK(node.thermostat->target() == 21'500);
    CHECK(node.put("temperature", "22", 0).code == Code::changed);
    CHECK(node.thermostat->target() == 22'000);
    CHECK(payload_of(node.put("temperature", R"({"target":21.5})")) ==
          R"(no "value": send {"value":21.5}, or the text 21.5)");
    CHECK(payload_of(node.put("temperature", "36")) == "the target must be from 5 to 35");
    for (const auto* path : {"humidity", "sensors/room/temperature", "sensors/room"}) {
        CAPTURE(path);
        CHECK(node.put(path, "21").code == Code::method_not_allowed);
    }
    CHECK(node.thermostat->target() == 22'000);

    Bench without;
    without.fit_sensor("room", "sht3x");
    without.build();
    CHECK(without.handle(request_with("temperature", Method::put, "21")).code == Code::method_not_allowed);
    CHECK(without.handle(request_for("thermostat")).code == Code::not_found);
}

TEST_CASE("what a GET shows can be sent back with another target, whole")
{
    const std::string send = R"(: send {"value":21.5}, or the text 21.5)";
    struct Row {
        std::string path;
        std::string body;
        std::string told;  ///< empty: it is taken
    };
    const Row rows[] = {
        {"thermostat", R"({"target":21.5,"temperature":20.1,"output":"on","mode":"heat"})", ""},
        {"thermostat", R"({"target":21.5,"output":"off","mode":"heat","error":"no answer at 0x44 on /dev/i2c-1"})", ""},
        {"temperature", R"({"value":21.5,"unit":"celsius","timestamp":"2026-11-23T10:37:19.454Z"})", ""},
        {"temperature", R"({"value":21.5,"timestamp":null})", ""},
        {"temperature", R"({"value":21.5,"unit":"fahrenheit"})", R"("unit" is not "celsius")" + send},
        {"temperature", R"({"value":21.5,"unit":1})", R"("unit" is not "celsius")" + send},
        {"temperature", R"({"value":21.5,"mode":"heat"})",
         R"(a member other than "value", "unit", "timestamp")" + send},
        {"temperature", R"({"unit":"celsius"})", R"(no "value")" + send},
    };
    for (const auto& row : rows) {
        CAPTURE(row.body);
        Heated node;
        const auto answer = node.put(row.path, row.body);
        CHECK(answer.code == (row.told.empty() ? Code::changed : Code::bad_request));
        CHECK(payload_of(answer) == row.told);
        CHECK(node.thermostat->target() == (row.told.empty() ? 21'500 : 20'000));
    }
    Heated node;
    for (const auto at : {0ms, 18ms}) {  // without a temperature, and with one
        node.run_until(at);
        for (const auto format : {ContentFormat::json, ContentFormat::cbor, ContentFormat::text}) {
            const auto shown = payload_of(node.get("thermostat", format));
            CHECK(node.put("thermostat", shown, static_cast<std::uint16_t>(format)).code == Code::changed);
            CHECK(node.thermostat->target() == 20'000);
        }
    }
    const auto measured = payload_of(node.get("temperature", ContentFormat::cbor));
    CHECK(node.put("temperature", measured, 60).code == Code::changed);
    CHECK(node.thermostat->target() == 20'100);
}

TEST_CASE("who may set a target")
{
    Heated node;
    for (const auto* path : {"thermostat", "temperature"}) {
        CAPTURE(path);
        auto request = request_with(path, Method::put, "21");
        request.client = anonymous_reader;
        CHECK(node.handle(request).code == Code::unauthorized);
        request.client = reader;
        CHECK(node.handle(request).code == Code::forbidden);
        request.client = controller;
        CHECK(node.handle(request).code == Code::changed);
    }
    CHECK(node.handle(request_for("thermostat", Method::post)).code == Code::method_not_allowed);
    auto request = request_for("thermostat");
    request.client = nobody;
    CHECK(node.handle(request).code == Code::unauthorized);
}

TEST_CASE("the output is the thermostat's alone")
{
    Heated node;
    for (const auto* path : {"led", "leds/relay"}) {
        for (const auto method : {Method::put, Method::post}) {
            CAPTURE(path);
            const auto answer = node.handle(request_with(path, method, "on"));
            CHECK(answer.code == Code::method_not_allowed);
            CHECK(payload_of(answer) == "the thermostat drives this LED: see /thermostat");
        }
        CHECK(node.json(path) == R"({"state":"off"})");
    }
    CHECK_FALSE(node.line.high);
    CHECK(node.put("leds/lamp", "on").code == Code::changed);
}

TEST_CASE("how it is found")
{
    Heated node;
    CHECK(payload_of(node.handle(request_for(".well-known/core")))
              .find(R"(</thermostat>;rt="thermostat";if="core.a";title="Thermostat";ct="50 60 110 112 0")") !=
          std::string::npos);
}

TEST_CASE("a target is set only where nothing has changed since, when a client asks for that")
{
    Heated node;
    const auto etag = node.get("thermostat", ContentFormat::json).etag.value();
    auto change = request_with("thermostat", Method::put, "21");
    change.if_match = {Bytes{etag.begin(), etag.end()}};
    CHECK(node.handle(change).code == Code::changed);
    CHECK(node.handle(change).code == Code::precondition_failed);
}
