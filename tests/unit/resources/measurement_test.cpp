// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// One SHT3x, asked every 5 s; its first sample is there after 18 ms.
struct Room : Bench {
    FakeSensor& sensor = fit_sensor("room", "sht3x");

    Room()
    {
        sensor.on_collect = Reading{}.with(Temperature::milli_celsius(22'510)).with(Humidity::milli_percent(45'000));
        build();
    }
};

}  // namespace

TEST_CASE("a fresh measurement in every format")
{
    Room room;
    room.run_until(18ms);
    struct Row {
        std::string path;
        ContentFormat format;
        std::string hex;
    };
    const auto text = [](std::string_view written) { return hex_of(as_bytes(written)); };
    const Row rows[] = {
        {"temperature", ContentFormat::json,
         text(R"({"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.141Z"})")},
        {"humidity", ContentFormat::json,
         text(R"({"value":45.0,"unit":"percent","timestamp":"2026-11-22T09:31:07.141Z"})")},
        {"temperature", ContentFormat::text, text("22.51")},
        {"humidity", ContentFormat::text, text("45")},
        {"temperature", ContentFormat::senml_json,
         text(R"([{"bn":"sensor-001/","n":"room/temperature","u":"Cel","v":22.51,"t":1795339867.141}])")},
        {"sensors/room/humidity", ContentFormat::senml_json,
         text(R"([{"bn":"sensor-001/","n":"room/humidity","u":"%RH","v":45.0,"t":1795339867.141}])")},
        {"humidity", ContentFormat::cbor,
         hex_of(from_hex("a3 65 76616c7565 fa 42340000 64 756e6974 67 70657263656e74 69 74696d657374616d70 78 18")) +
             text("2026-11-22T09:31:07.141Z")},
        {"humidity", ContentFormat::senml_cbor,
         hex_of(from_hex("81 a5 21 6b 73656e736f722d3030312f 00 6d 726f6f6d2f68756d6964697479 01 63 255248"
                         "02 fb 4046800000000000 06 fb 41dac0ad96c90625"))},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path);
        CAPTURE(row.format);
        const auto response = room.get(row.path, row.format);
        CHECK(response.code == Code::content);
        CHECK(response.format == row.format);
        CHECK(response.max_age == 5);
        CHECK(response.etag == etag_of(*response.payload, row.format));
        CHECK(hex_of(*response.payload) == row.hex);
    }
}

TEST_CASE("what was measured before the clock was set has its right time afterwards, and observers are told")
{
    Bench room;
    room.fit_sensor("room", "sht3x", 1h);
    room.build();
    room.run_until(4s);
    for (const auto* const path : {"temperature", "sensors/room", "sensors"}) {
        CAPTURE(path);
        int changes = 0;
        const auto told = room.site->find({segments(path)})->changes()->subscribe([&] { ++changes; });
        const auto before = room.get(path, ContentFormat::json);
        CHECK(payload_of(before).find("2026-11-22T09:31:07.141Z") != std::string::npos);
        room.time.step_wall_clock(48h);
        const auto after = room.get(path, ContentFormat::json);
        CHECK(payload_of(after).find("2026-11-24T09:31:07.141Z") != std::string::npos);
        CHECK(after.etag != before.etag);
        CHECK(changes == 1);
        room.time.step_wall_clock(-48h);
    }
}

TEST_CASE("a time that SenML would take for one relative to now is left out")
{
    struct Row {
        WallTime::duration before;  // of the first moment that is absolute
        std::string end;
    };
    for (const auto& [before, end] : {Row{1ms, R"("v":22.51}])"}, Row{0ms, R"("v":22.51,"t":268435456.0}])"}}) {
        Room room;
        room.time.step_wall_clock(first_absolute_time - before - (FakeScheduler::wall_start + 18ms));
        room.run_until(18ms);
        const auto pack = payload_of(room.get("temperature", ContentFormat::senml_json));
        CHECK(pack.ends_with(end));
    }
}

TEST_CASE("JSON is what a client gets that asks for nothing else")
{
    Room room;
    room.run_until(18ms);
    CHECK(room.handle(request_for("temperature")).format == ContentFormat::json);
    CHECK(room.get("temperature", ContentFormat::link_format).code == Code::not_acceptable);
    CHECK(room.handle(request_for("temperature", Method::put)).code == Code::method_not_allowed);
}

TEST_CASE("Max-Age is what is left until the next sample, at least one second")
{
    Room room;
    struct Row {
        Duration moment;
        std::uint32_t max_age;
    };
    const Row rows[] = {
        {18ms, 5},   {1016ms, 4}, {1017ms, 4}, {4015ms, 2}, {4016ms, 1},
        {4999ms, 1}, {5000ms, 1}, {5015ms, 1}, {5016ms, 5},
    };
    for (const auto& row : rows) {
        room.run_until(row.moment);
        CAPTURE(row.moment.count());
        const auto response = room.get("temperature", ContentFormat::json);
        CHECK(response.code == Code::content);
        CHECK(response.max_age == row.max_age);
    }
}

TEST_CASE("without a sample the cause is told, and when it is tried next")
{
    Room room;
    const auto early = room.get("temperature", ContentFormat::json);
    CHECK(early.code == Code::service_unavailable);
    CHECK(payload_of(early) == "no reading yet");
    CHECK(early.max_age == 1);
    CHECK_FALSE(early.format.has_value());
    CHECK_FALSE(early.etag.has_value());
}

TEST_CASE("a failing sensor: its last value while that is fresh, then 5.03 with the cause")
{
    Room room;
    room.run_until(18ms);
    room.sensor.on_reset = room.sensor.on_start = Failure{no_answer};
    struct Row {
        Duration moment;
        Code code;
        std::uint32_t max_age;
    };
    const Row rows[] = {
        {5s, Code::content, 5},                     // failed once, tried again at 10 s
        {12s, Code::content, 3},                    // tried again at 15 s
        {14'999ms, Code::content, 1},               //
        {15'018ms, Code::service_unavailable, 10},  // three intervals: stale; the third failure doubled the delay
        {20s, Code::service_unavailable, 5},        //
    };
    for (const auto& row : rows) {
        room.run_until(row.moment);
        CAPTURE(row.moment.count());
        const auto response = room.get("temperature", ContentFormat::json);
        CHECK(response.code == row.code);
        CHECK(response.max_age == row.max_age);
        if (row.code == Code::service_unavailable) CHECK(payload_of(response) == no_answer.message);
    }
    room.sensor.on_reset = 2ms;
    room.sensor.on_start = 16ms;
    room.run_until(25'018ms);
    CHECK(room.get("temperature", ContentFormat::json).code == Code::content);
}

TEST_CASE("a sensor that gave another quantity only has none of this")
{
    Room room;
    room.sensor.on_collect = Reading{}.with(Temperature::milli_celsius(22'510));
    room.run_until(18ms);
    CHECK(room.get("temperature", ContentFormat::json).code == Code::content);
    const auto humidity = room.get("humidity", ContentFormat::json);
    CHECK(humidity.code == Code::service_unavailable);
    CHECK(payload_of(humidity) == "the sensor gave no humidity");
    CHECK(humidity.max_age == 5);
}

TEST_CASE("bytes are built once for each sample and format")
{
    Room room;
    room.run_until(18ms);
    const auto first = room.get("temperature", ContentFormat::json);
    const auto as_text_too = room.get("temperature", ContentFormat::text);
    room.run_until(4s);
    CHECK(room.get("temperature", ContentFormat::json).payload == first.payload);
    CHECK(room.get("temperature", ContentFormat::text).payload == as_text_too.payload);
    room.run_until(6s);
    const auto next = room.get("temperature", ContentFormat::json);
    CHECK(next.payload != first.payload);
    CHECK(next.etag != first.etag);                                                // another timestamp
    CHECK(room.get("temperature", ContentFormat::text).etag == as_text_too.etag);  // the same value
}
