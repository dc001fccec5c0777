// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// An SHT3x every 5 s and a BMP280 every 10 s.
struct House : Bench {
    FakeSensor& room = fit_sensor("room", "sht3x");
    FakeSensor& attic = fit_sensor("attic", "bmp280", 10s);

    House()
    {
        room.on_collect = Reading{}.with(Temperature::milli_celsius(22'510)).with(Humidity::milli_percent(45'000));
        attic.on_collect = Reading{}.with(Temperature::milli_celsius(-5'000)).with(Pressure::milli_pascal(101'325'000));
        build();
    }

    static void silence(FakeSensor& sensor) { sensor.on_reset = sensor.on_start = Failure{no_answer}; }
};

std::string quantity(const std::string& name, const std::string& value, const std::string& unit)
{
    return '"' + name + R"(":{"value":)" + value + R"(,"unit":")" + unit +
           R"(","timestamp":"2026-11-22T09:31:07.141Z"})";
}

const std::string room_ok = R"({"name":"room","driver":"sht3x","status":"ok",)" +
                            quantity("temperature", "22.51", "celsius") + ',' +
                            quantity("humidity", "45.0", "percent") + '}';
const std::string attic_ok = R"({"name":"attic","driver":"bmp280","status":"ok",)" +
                             quantity("temperature", "-5.0", "celsius") + ',' +
                             quantity("pressure", "1013.25", "hectopascal") + '}';
const std::string attic_silent =
    R"({"name":"attic","driver":"bmp280","status":"failing","error":"no answer at 0x44 on /dev/i2c-1"})";

std::string listed(const std::string& first, const std::string& second)
{
    return R"({"sensors":[)" + first + ',' + second + "]}";
}

}  // namespace

TEST_CASE("/sensors shows every sensor with its state and values")
{
    House house;
    CHECK(house.json("sensors") == listed(R"({"name":"room","driver":"sht3x","status":"starting"})",
                                          R"({"name":"attic","driver":"bmp280","status":"starting"})"));
    house.run_until(18ms);
    CHECK(house.json("sensors") == listed(room_ok, attic_ok));
    CHECK(house.json("sensors/room") == room_ok);
    CHECK(house.json("sensors/attic") == attic_ok);
}

TEST_CASE("a failing sensor is shown with its cause, with values while they are fresh")
{
    House house;
    house.run_until(18ms);
    House::silence(house.attic);
    house.run_until(10s);
    auto failing = attic_ok;
    failing.replace(failing.find(R"("ok")"), 4, R"("failing","error":"no answer at 0x44 on /dev/i2c-1")");
    CHECK(house.json("sensors/attic") == failing);

    house.run_until(31s);  // three intervals are over
    const auto list = house.get("sensors", ContentFormat::json);
    CHECK(list.code == Code::content);
    CHECK(payload_of(list).ends_with(attic_silent + "]}"));
    const auto one = house.get("sensors/attic", ContentFormat::json);
    CHECK(one.code == Code::service_unavailable);
    CHECK(payload_of(one) == no_answer.message);
    CHECK(one.max_age == 19);  // tried next at 50 s: the third failure doubled the delay
    CHECK(house.get("sensors/room", ContentFormat::json).code == Code::content);
}

TEST_CASE("SenML holds a record for each value there is")
{
    House house;
    house.run_until(18ms);
    const std::string of_room =
        R"([{"bn":"sensor-001/","n":"room/temperature","u":"Cel","v":22.51,"t":1795339867.141},)"
        R"({"n":"room/humidity","u":"%RH","v":45.0,"t":1795339867.141})";
    CHECK(payload_of(house.get("sensors/room", ContentFormat::senml_json)) == of_room + ']');
    CHECK(payload_of(house.get("sensors", ContentFormat::senml_json)) ==
          of_room + R"(,{"n":"attic/temperature","u":"Cel","v":-5.0,"t":1795339867.141},)"
                    R"({"n":"attic/pressure","u":"Pa","v":101325.0,"t":1795339867.141}])");
    CHECK(hex_of(*house.get("sensors", ContentFormat::senml_cbor).payload).starts_with("84a5"));
    CHECK(hex_of(*house.get("sensors/attic", ContentFormat::senml_cbor).payload).starts_with("82a5"));
    CHECK(hex_of(*house.get("sensors", ContentFormat::cbor).payload).starts_with("a16773656e736f727382a5"));
    CHECK(hex_of(*house.get("sensors/room", ContentFormat::cbor).payload).starts_with("a5646e616d65"));
    CHECK(house.get("sensors", ContentFormat::text).code == Code::not_acceptable);
    CHECK(house.get("sensors/room", ContentFormat::link_format).code == Code::not_acceptable);
}

TEST_CASE("there is no SenML pack without a record")
{
    House house;
    House::silence(house.attic);
    for (const auto format : {ContentFormat::senml_json, ContentFormat::senml_cbor}) {
        const auto response = house.get("sensors", format);
        CHECK(response.code == Code::service_unavailable);
        CHECK(payload_of(response) == "no sensor has a reading");
        CHECK(response.max_age == 1);
    }
    house.run_until(18ms);
    CHECK(payload_of(house.get("sensors", ContentFormat::senml_json)).find("attic") == std::string::npos);
    CHECK(house.get("sensors", ContentFormat::senml_cbor).code == Code::content);
}

TEST_CASE("/sensors as links (RFC 6690)")
{
    House house;
    CHECK(payload_of(house.get("sensors", ContentFormat::link_format)) ==
          R"(</sensors/room/temperature>;rt="sensor temperature";if="core.s",)"
          R"(</sensors/room/humidity>;rt="sensor humidity";if="core.s",)"
          R"(</sensors/attic/temperature>;rt="sensor temperature";if="core.s",)"
          R"(</sensors/attic/pressure>;rt="sensor pressure";if="core.s")");
}

TEST_CASE("Max-Age of the list is that of the sensor which is due first")
{
    House house;
    house.run_until(1s);
    CHECK(house.get("sensors", ContentFormat::json).max_age == 5);  // room, at 5.016 s
    CHECK(house.get("sensors/attic", ContentFormat::json).max_age == 10);
    house.run_until(9s);
    CHECK(house.get("sensors", ContentFormat::json).max_age == 2);

    Bench empty;
    empty.build();
    const auto response = empty.get("sensors", ContentFormat::json);
    CHECK(response.max_age == 60);
    CHECK(payload_of(response) == R"({"sensors":[]})");
    CHECK(payload_of(empty.get("sensors", ContentFormat::link_format)).empty());
}

TEST_CASE("bytes are built anew when a sample, a failure or its cause changes, and only then")
{
    House house;
    house.run_until(18ms);
    auto last = house.get("sensors", ContentFormat::json).payload;
    struct Row {
        Duration moment;
        bool changed;
    };
    const auto check = [&](const Row& row) {
        CAPTURE(row.moment.count());
        house.run_until(row.moment);
        const auto now = house.get("sensors", ContentFormat::json).payload;
        CHECK((now != last) == row.changed);
        CHECK((*now != *last) == row.changed);
        last = now;
    };
    check({4'999ms, false});
    check({5'016ms, true});  // a sample of room
    House::silence(house.room);
    check({10s, true});       // room fails
    check({10'016ms, true});  // a sample of attic
    house.room.on_reset = Failure{Error{Errc::bus_timeout, "the bus hung at 0x44 on /dev/i2c-1"}};
    check({14'999ms, false});
    check({15s, true});  // another cause
    check({19'999ms, false});
    check({20'016ms, true});  // a sample of attic, and room is stale
}
