// SPDX-License-Identifier: MIT
#include "bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

/// The paths of /.well-known/core, in its order, with a blank between two.
std::string paths_of(Bench& bench)
{
    std::string paths;
    const auto links = payload_of(bench.handle(request_for(".well-known/core")));
    for (std::size_t at = links.find("</"); at != std::string::npos; at = links.find(",</", at + 1)) {
        const auto begin = links.find('<', at) + 1;
        paths += (paths.empty() ? "" : " ") + links.substr(begin, links.find('>', begin) - begin);
    }
    return paths;
}

/// Those that /info names, in the same form.
std::string resources_of(Bench& bench)
{
    std::string paths;
    const auto info = bench.json("info");
    const auto list = info.substr(info.find(R"("resources":[)") + 13);
    for (const char c : list.substr(0, list.find(']'))) {
        if (c != '"') paths += c == ',' ? ' ' : c;
    }
    return paths;
}

/// What stands behind the URIs of the equipment.
const std::string of_every_node = " /info";

}  // namespace

TEST_CASE("the URIs that equipment makes")
{
    struct Fitted {
        std::string name;
        std::string driver;
    };
    struct Row {
        std::vector<Fitted> sensors;
        std::vector<std::string> leds;
        std::string paths;
    };
    const Row rows[] = {
        {{}, {}, "/leds /sensors"},
        {{{"room", "sht3x"}},
         {"led"},
         "/temperature /humidity /led /leds /leds/led /sensors /sensors/room /sensors/room/temperature "
         "/sensors/room/humidity"},
        {{{"attic", "tmp102"}, {"room", "bme280"}},
         {"red", "green"},
         "/temperature /humidity /pressure /led /leds /leds/red /leds/green /sensors /sensors/attic "
         "/sensors/attic/temperature /sensors/room /sensors/room/temperature /sensors/room/humidity "
         "/sensors/room/pressure"},
        {{{"air", "bmp280"}},
         {},
         "/temperature /pressure /leds /sensors /sensors/air /sensors/air/temperature /sensors/air/pressure"},
        {{}, {"led"}, "/led /leds /leds/led /sensors"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.paths);
        Bench bench;
        for (const auto& sensor : row.sensors)
            bench.fit_sensor(sensor.name, sensor.driver);
        for (const auto& led : row.leds)
            bench.fit_led(led);
        bench.build();
        CHECK(paths_of(bench) == row.paths + of_every_node);
        CHECK(resources_of(bench) == row.paths + of_every_node);
    }
}

TEST_CASE("every link as it is written")
{
    Bench bench;
    bench.fit_sensor("room", "sht3x");
    bench.fit_led("led");
    bench.build();
    CHECK(
        payload_of(bench.handle(request_for(".well-known/core"))) ==
        R"(</temperature>;rt="sensor temperature";if="core.s";title="temperature of room";ct="50 60 110 112 0";obs,)"
        R"(</humidity>;rt="sensor humidity";if="core.s";title="humidity of room";ct="50 60 110 112 0";obs,)"
        R"(</led>;rt="actuator led";if="core.a";title="LED led";ct="50 60 110 112 0";obs,)"
        R"(</leds>;rt="leds";if="core.ll";title="All LEDs";ct="50 60 110 112 40";obs,)"
        R"(</leds/led>;rt="actuator led";if="core.a";title="LED led";ct="50 60 110 112 0";obs,)"
        R"(</sensors>;rt="sensor sensors";if="core.ll";title="All sensors";ct="50 60 110 112 40";obs,)"
        R"(</sensors/room>;rt="sensor sht3x";if="core.s";title="Sensor room";ct="50 60 110 112";obs,)"
        R"(</sensors/room/temperature>;rt="sensor temperature";if="core.s";title="temperature of room";)"
        R"(ct="50 60 110 112 0";obs,)"
        R"(</sensors/room/humidity>;rt="sensor humidity";if="core.s";title="humidity of room";ct="50 60 110 112 0";obs,)"
        R"(</info>;rt="device";if="core.rp";title="This node";ct="50 60")");
}

TEST_CASE("a short name is the first sensor that has the quantity, and the first LED")
{
    Bench bench;
    auto& attic = bench.fit_sensor("attic", "tmp102");
    auto& room = bench.fit_sensor("room", "bme280");
    auto& cellar = bench.fit_sensor("cellar", "sht3x");
    attic.on_collect = Reading{}.with(Temperature::milli_celsius(1'000));
    room.on_collect = Reading{}
                          .with(Temperature::milli_celsius(2'000))
                          .with(Humidity::milli_percent(20'000))
                          .with(Pressure::milli_pascal(100'000'000));
    cellar.on_collect = Reading{}.with(Temperature::milli_celsius(3'000)).with(Humidity::milli_percent(30'000));
    const auto& red = bench.fit_led("red");
    const auto& green = bench.fit_led("green");
    bench.build();
    bench.run_until(18ms);

    struct Row {
        std::string path;
        const char* text;
    };
    const Row rows[] = {
        {"temperature", "1"},
        {"humidity", "20"},
        {"pressure", "1000"},
        {"sensors/attic/temperature", "1"},
        {"sensors/room/temperature", "2"},
        {"sensors/cellar/temperature", "3"},
        {"sensors/cellar/humidity", "30"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path);
        CHECK(payload_of(bench.get(row.path, ContentFormat::text)) == row.text);
    }
    CHECK(bench.get("sensors/attic/humidity", ContentFormat::text).code == Code::not_found);

    CHECK(bench.handle(request_for("led", Method::post)).code == Code::changed);
    CHECK(red.high);
    CHECK_FALSE(green.high);
    CHECK(bench.handle(request_for("leds/green", Method::post)).code == Code::changed);
    CHECK(green.high);
    CHECK(bench.handle(request_for("leds/blue", Method::post)).code == Code::not_found);
}

TEST_CASE("names with every character that the configuration allows are found, and fit SenML")
{
    Bench bench;
    bench.fit_sensor("A-z_0.9", "tmp102");
    bench.fit_led("a.b");
    bench.facts.device_id = "Living room";
    bench.build();
    bench.run_until(18ms);
    CHECK(bench.get("sensors/A-z_0.9/temperature", ContentFormat::text).code == Code::content);
    CHECK(payload_of(bench.get("leds/a.b", ContentFormat::senml_json)) ==
          R"([{"bn":"Living-room/","n":"leds/a.b","vb":false}])");
}

TEST_CASE("readers may read all and change nothing; who has no role sees the links alone")
{
    Bench bench;
    auto& room = bench.fit_sensor("room", "sht3x");
    room.on_collect = Reading{}.with(Temperature::milli_celsius(22'510)).with(Humidity::milli_percent(45'000));
    bench.fit_led("led");
    bench.build();
    bench.run_until(18ms);
    for (const auto* path : {"temperature", "humidity", "sensors", "sensors/room", "sensors/room/humidity", "led",
                             "leds", "leds/led", "info"}) {
        CAPTURE(path);
        auto request = request_for(path);
        request.client = anonymous_reader;
        CHECK(bench.handle(request).code == Code::content);
        request.client = nobody;
        CHECK(bench.handle(request).code == Code::unauthorized);
        request.client = anonymous_reader;
        request.method = Method::put;
        const auto refused = bench.handle(request).code;
        CHECK((refused == Code::unauthorized || refused == Code::method_not_allowed));
    }
}

TEST_CASE("the largest body of all that can be set, and one byte more, which is told what would be taken")
{
    Bench bench;
    bench.fit_sensor("room", "sht3x");
    bench.fit_led("relay");
    bench.fit_led("lamp");
    bench.fit_thermostat({});
    bench.build();
    struct Row {
        std::string path;
        Method method;
        std::string body;
    };
    for (const auto& [path, method, body] :
         {Row{"leds/lamp", Method::put, R"({"state":"on"})"}, Row{"leds/lamp", Method::post, "on"},
          Row{"thermostat", Method::put, "21"}, Row{"temperature", Method::put, R"({"value":21})"}}) {
        CAPTURE(path);
        const auto padded = body + std::string(256 - body.size(), ' ');
        CHECK(bench.handle(request_with(path, method, padded)).code == Code::changed);
        const auto refused = bench.handle(request_with(path, method, padded + ' '));
        CHECK(refused.code == Code::request_entity_too_large);
        CHECK(refused.largest_body == 256);
        CHECK(payload_of(refused) == "this resource accepts bodies of at most 256 bytes");
        const auto admitted = bench.site->admit(request_with(path, method, ""));
        REQUIRE(admitted.has_value());
        CHECK_MESSAGE(*admitted == 256, "in blocks, too");
    }
}
