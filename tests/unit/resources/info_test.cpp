// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("/info says which node this is and how its sensors are")
{
    Bench bench;
    bench.facts.endpoints = {"coap://[::]:5683", "coaps://192.168.1.7:5684"};
    bench.facts.title = "Living room";
    bench.fit_sensor("room", "sht3x");
    auto& attic = bench.fit_sensor("attic", "bme280");
    attic.on_reset = Failure{no_answer};
    bench.build();
    bench.run_until(61s);

    const auto response = bench.handle(request_for("info"));
    CHECK(response.code == Code::content);
    CHECK(response.format == ContentFormat::json);
    CHECK(response.max_age == 1);
    CHECK(
        payload_of(response) ==
        R"({"device_id":"sensor-001","title":"Living room","firmware":"coapnode 0.1.0","uptime_seconds":61,)"
        R"#("protocol":"CoAP (RFC 7252)","endpoints":["coap://[::]:5683","coaps://192.168.1.7:5684"],)#"
        R"("sensors":[{"name":"room","driver":"sht3x","status":"ok"},)"
        R"({"name":"attic","driver":"bme280","status":"failing","error":"no answer at 0x44 on /dev/i2c-1"}],)"
        R"("resources":["/temperature","/humidity","/pressure","/leds","/sensors",)"
        R"("/sensors/room","/sensors/room/temperature","/sensors/room/humidity",)"
        R"("/sensors/attic","/sensors/attic/temperature","/sensors/attic/humidity","/sensors/attic/pressure","/info"]})");
}

TEST_CASE("/info of a node with nothing")
{
    Bench bench;
    bench.facts.endpoints.clear();
    bench.build();
    CHECK(bench.json("info") ==
          R"({"device_id":"sensor-001","firmware":"coapnode 0.1.0","uptime_seconds":0,)"
          R"#("protocol":"CoAP (RFC 7252)","endpoints":[],"sensors":[],"resources":["/leds","/sensors","/info"]})#");
    CHECK(hex_of(*bench.get("info", ContentFormat::cbor).payload).starts_with("a7696465766963655f6964"));
    CHECK(bench.get("info", ContentFormat::text).code == Code::not_acceptable);
}

TEST_CASE("/info shows which run of a node it is from")
{
    Bench bench;
    bench.facts.instance = "09c8ba94e83e9cb7";
    bench.build();
    CHECK(bench.json("info").find(R"("firmware":"coapnode 0.1.0","instance":"09c8ba94e83e9cb7","uptime)") !=
          std::string::npos);
}

TEST_CASE("/info counts whole seconds, and its bytes serve a whole second while nothing changes")
{
    Bench bench;
    bench.facts.started = FakeScheduler::start - 10s;
    bench.build();
    const auto uptime = [&] {
        const auto text = bench.json("info");
        const auto at = text.find("seconds\":") + 9;
        return text.substr(at, text.find(',', at) - at);
    };
    CHECK(uptime() == "10");
    const auto first = bench.get("info", ContentFormat::json).payload;
    bench.run_until(999ms);
    CHECK(bench.get("info", ContentFormat::json).payload == first);
    bench.run_until(1s);
    CHECK(uptime() == "11");
    bench.run_until(3600s);
    CHECK(uptime() == "3610");
}

TEST_CASE("/info shows at once that a sensor has its first reading")
{
    Bench bench;
    bench.fit_sensor("room", "sht3x");
    bench.build();
    CHECK(bench.json("info").find(R"("status":"starting")") != std::string::npos);
    bench.run_until(500ms);
    CHECK(bench.json("info").find(R"("status":"ok")") != std::string::npos);
}
