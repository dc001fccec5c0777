// SPDX-License-Identifier: MIT
#include "node_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a configuration that cannot be put into force changes nothing")
{
    const UdpSocket other_program;
    struct Row {
        std::string what;
        std::function<void(Config&, MockHardware&)> spoil;
        Error error;
    };
    const Row rows[] = {
        {"a line that is missing",
         [](Config& config, MockHardware&) { config.leds.push_back(led_at("new", "GPIO99")); },
         {Errc::line_missing, "led new: cannot find GPIO99"}},
        {"a line that another program holds",
         [](Config& config, MockHardware& hardware) {
             hardware.line("GPIO22").held = true;
             config.leds.push_back(led_at("new", "GPIO22"));
         },
         {Errc::line_busy, "led new: another program holds GPIO22"}},
        {"a bus that is missing",
         [](Config& config, MockHardware& hardware) {
             config.sensors.push_back(sensor_at("new", "sht3x", 0x45));
             hardware.inject({"/dev/i2c-1", 0x45}, {.fault = Fault::bus_missing});
         },
         {Errc::bus_missing, "sensor new: no bus for 0x45 on /dev/i2c-1"}},
        {"a port in use",
         [&](Config& config, MockHardware&) {
             config.coap.listen.push_back({"127.0.0.1", other_program.port()});
         },
         {Errc::cannot_listen,
          "cannot listen on 127.0.0.1:" + std::to_string(other_program.port()) +
              ": another program uses this port (ss -ulpn shows which): stop it or choose another port"}},
        {"a driver that does not exist",
         [](Config& config, MockHardware&) { config.sensors.push_back(sensor_at("new", "nonsense", 0x45)); },
         {Errc::wrong_chip, "sensor new: no driver is called 'nonsense'"}},
        {"a thermostat whose sensor is missing",
         [](Config& config, MockHardware&) { config.thermostat = {.sensor = "attic", .output = "led"}; },
         {Errc::wrong_chip, "thermostat: no sensor is called 'attic'"}},
        {"a thermostat whose output is missing",
         [](Config& config, MockHardware&) { config.thermostat = {.sensor = "room", .output = "relay"}; },
         {Errc::line_missing, "thermostat: no LED is called 'relay'"}},
        {"everything at once, the line last",
         [](Config& config, MockHardware&) {
             config.coap.listen[0].port = free_port();
             config.coap.anonymous = Role::none;
             config.device.id = "renamed";
             config.sensors = {sensor_at("new", "bme280", 0x76)};
             config.leds = {led_at("renamed", "GPIO17"), led_at("new", "GPIO99")};
             config.leds[0].active_low = true;
         },
         {Errc::line_missing, "led new: cannot find GPIO99"}},
        {"on another back end",
         [](Config& config, MockHardware&) {
             config.hardware.backend = Backend::mock;
             config.leds = {led_at("new", "GPIO99")};
         },
         {Errc::line_missing, "led new: cannot find GPIO99"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        NodeBench bench;
        bench.config.sensors = {sensor_at("room", "sht3x", 0x44)};
        bench.start();
        auto* const hardware = bench.made.back().get();
        const auto status = bench.node.status();
        std::string reading;
        std::string links;
        bench.ask(ask(Method::get, ".well-known/core"), [&](const Datagram& answer) { links = answer.text(); });
        bench.ask(put_led("led", "on"), [&](const Datagram& answer) { CHECK(code_of(answer) == "2.04"); });
        bench.await(ask(Method::get, "temperature"), is_content);
        bench.ask(ask(Method::get, "temperature"), [&](const Datagram& answer) {
            reading = answer.text();
            auto spoiled = bench.config;
            row.spoil(spoiled, *hardware);
            const auto applied = bench.node.apply(spoiled);
            REQUIRE_FALSE(applied.has_value());
            CHECK(applied.error() == row.error);
            CHECK(bench.node.status() == status);
            CHECK(hardware->line("GPIO17").held);
            CHECK(hardware->line("GPIO17").high);
        });
        bench.ask(ask(Method::get, "temperature"), [&](const Datagram& answer) { CHECK(answer.text() == reading); });
        bench.ask(ask(Method::get, ".well-known/core"), [&](const Datagram& answer) { CHECK(answer.text() == links); });
        bench.ask(put_led("led", "off"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == "2.04");
            CHECK_FALSE(hardware->line("GPIO17").high);
        });
        bench.run();
        CHECK(bench.log.take().empty());
    }
}

TEST_CASE("a reload keeps an LED's state, whatever else changes about it")
{
    struct Row {
        std::string what;
        std::function<void(LedConfig&)> change;
        bool high;  ///< the line of an LED that is on
    };
    const Row rows[] = {
        {"nothing", [](LedConfig&) {}, true},
        {"its name", [](LedConfig& led) { led.name = "lamp"; }, true},
        {"its polarity", [](LedConfig& led) { led.active_low = true; }, false},
        {"its initial state", [](LedConfig& led) { led.initial = InitialState::off; }, true},
        {"its shutdown state", [](LedConfig& led) { led.shutdown = ShutdownState::on; }, true},
        {"name and polarity",
         [](LedConfig& led) {
             led.name = "lamp";
             led.active_low = true;
         },
         false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        NodeBench bench;
        bench.start();
        bench.ask(put_led("led", "on"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == "2.04");
            row.change(bench.config.leds[0]);
            CHECK(bench.node.apply(bench.config).has_value());
            CHECK(bench.line("GPIO17").high == row.high);
            // The path is the new name's alone.
            const auto name = bench.config.leds[0].name;
            bench.ask(text_of("leds/" + name), [](const Datagram& shown) { CHECK(shown.text() == "on"); });
            bench.ask(text_of("led"), [](const Datagram& shown) { CHECK(shown.text() == "on"); });
            bench.ask(text_of(name == "led" ? "leds/lamp" : "leds/led"),
                      [](const Datagram& shown) { CHECK(code_of(shown) == "4.04"); });
            bench.ask(put_led(name, "off"), [&](const Datagram& changed) {
                CHECK(code_of(changed) == "2.04");
                CHECK(bench.line("GPIO17").high == !row.high);
            });
        });
        bench.run();
        CHECK(bench.made.size() == 1);
    }
}

TEST_CASE("two LEDs that change their names, or their places")
{
    NodeBench bench;
    bench.config.leds = {led_at("red", "GPIO17"), led_at("green", "GPIO27")};
    bench.start();
    bench.ask(put_led("red", "on"), [&](const Datagram&) {
        std::swap(bench.config.leds[0].name, bench.config.leds[1].name);
        CHECK(bench.node.apply(bench.config).has_value());
    });
    bench.ask(text_of("leds/green"), [](const Datagram& answer) { CHECK(answer.text() == "on"); });
    bench.ask(text_of("leds/red"), [](const Datagram& answer) { CHECK(answer.text() == "off"); });
    bench.ask(text_of("led"), [&](const Datagram& answer) {
        CHECK(answer.text() == "on");
        std::swap(bench.config.leds[0], bench.config.leds[1]);
        CHECK(bench.node.apply(bench.config).has_value());
    });
    bench.ask(text_of("led"), [](const Datagram& answer) { CHECK(answer.text() == "off"); });
    bench.ask(text_of("leds/green"), [&](const Datagram& answer) {
        CHECK(answer.text() == "on");
        CHECK(bench.line("GPIO17").high);
        CHECK_FALSE(bench.line("GPIO27").high);
    });
    bench.run();
}

TEST_CASE("an LED that a reload removes gets its shutdown state, and its line is let go")
{
    struct Row {
        ShutdownState shutdown;
        bool high;
    };
    const Row rows[] = {{ShutdownState::off, false}, {ShutdownState::on, true}, {ShutdownState::keep, true}};
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.shutdown));
        NodeBench bench;
        bench.config.leds.push_back(led_at("lamp", "GPIO27"));
        bench.config.leds[1].initial = InitialState::on;
        bench.config.leds[1].shutdown = row.shutdown;
        bench.start();
        CHECK(bench.line("GPIO27").high);
        bench.config.leds.pop_back();
        CHECK(bench.node.apply(bench.config).has_value());
        CHECK_FALSE(bench.line("GPIO27").held);
        CHECK(bench.line("GPIO27").high == row.high);
        CHECK(bench.line("GPIO17").held);
        bench.ask(text_of("leds/lamp"), [](const Datagram& answer) { CHECK(code_of(answer) == "4.04"); });
        bench.run();
    }
}

TEST_CASE("a line that was opened in vain goes to its shutdown state")
{
    struct Row {
        ShutdownState shutdown;
        bool high;
    };
    const Row rows[] = {{ShutdownState::off, false}, {ShutdownState::on, true}, {ShutdownState::keep, true}};
    for (const auto& row : rows) {
        CAPTURE(static_cast<int>(row.shutdown));
        NodeBench bench;
        bench.start();
        auto spoiled = bench.config;
        spoiled.leds.push_back(led_at("relay", "GPIO22"));
        spoiled.leds[1].initial = InitialState::on;
        spoiled.leds[1].shutdown = row.shutdown;
        spoiled.leds.push_back(led_at("new", "GPIO99"));
        CHECK_FALSE(bench.node.apply(spoiled).has_value());
        CHECK_FALSE(bench.line("GPIO22").held);
        CHECK(bench.line("GPIO22").high == row.high);
        CHECK(bench.line("GPIO17").held);
    }
}

TEST_CASE("a line that cannot be turned at a reload is told; the reload goes on")
{
    NodeBench bench;
    bench.start();
    bench.line("GPIO17").broken = true;
    bench.config.leds[0].active_low = true;
    CHECK(bench.node.apply(bench.config).has_value());
    CHECK(bench.log.take() == "warning: led led: cannot drive GPIO17: check the line with gpioinfo\n");
}

TEST_CASE("a reload keeps the readings of a sensor that did not change, and begins anew with one that did")
{
    struct Row {
        std::string what;
        std::function<void(Config&)> change;
        bool keeps;
    };
    const Row rows[] = {
        {"nothing", [](Config&) {}, true},
        {"another sensor in front",
         [](Config& config) { config.sensors.insert(config.sensors.begin(), sensor_at("attic", "tmp105", 0x48)); },
         true},
        {"the device's name", [](Config& config) { config.device.id = "renamed"; }, true},
        {"its interval", [](Config& config) { config.sensors[0].interval = 10s; }, false},
        {"its calibration", [](Config& config) { config.sensors[0].calibration.offset[0] = 100; }, false},
        {"its address", [](Config& config) { config.sensors[0].where.address = 0x45; }, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        NodeBench bench;
        bench.config.sensors = {sensor_at("room", "sht3x", 0x44)};
        bench.start();
        std::string reading;
        bench.await(ask(Method::get, "sensors/room/temperature"), [&](const Datagram& answer) {
            if (!is_content(answer)) return false;
            reading = answer.text();
            row.change(bench.config);
            CHECK(bench.node.apply(bench.config).has_value());
            return true;
        });
        bench.ask(ask(Method::get, "sensors/room/temperature"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == (row.keeps ? "2.05" : "5.03"));
            CHECK(answer.text() == (row.keeps ? reading : "no reading yet"));
        });
        bench.await(ask(Method::get, "sensors/room/temperature"), is_content);
        bench.run();
        CHECK(bench.log.take().empty());
    }
}

TEST_CASE("a sensor that a reload removes is gone")
{
    NodeBench bench;
    bench.config.sensors = {sensor_at("room", "sht3x", 0x44), sensor_at("attic", "tmp105", 0x48)};
    bench.start();
    bench.await(ask(Method::get, "humidity"), [&](const Datagram& answer) {
        if (!is_content(answer)) return false;
        bench.config.sensors.erase(bench.config.sensors.begin());
        CHECK(bench.node.apply(bench.config).has_value());
        CHECK(bench.node.status().ends_with("; 1 sensor, 1 LED"));
        return true;
    });
    bench.ask(text_of("humidity"), [](const Datagram& answer) { CHECK(code_of(answer) == "4.04"); });
    bench.ask(text_of("sensors/room/temperature"), [](const Datagram& answer) { CHECK(code_of(answer) == "4.04"); });
    bench.await(text_of("temperature"), is_content);
    bench.run();
}

TEST_CASE("another back end: new hardware, and the lines of the old one in their shutdown state")
{
    NodeBench bench;
    bench.config.leds = {led_at("led", "GPIO17"), led_at("lamp", "GPIO27")};
    for (auto& led : bench.config.leds)
        led.initial = InitialState::on;
    bench.config.leds[1].shutdown = ShutdownState::keep;
    bench.config.sensors = {sensor_at("room", "sht3x", 0x44)};
    bench.start();
    bench.config.hardware.backend = Backend::mock;
    bench.config.leds.pop_back();
    CHECK(bench.node.apply(bench.config).has_value());
    REQUIRE(bench.made.size() == 2);
    struct Row {
        std::size_t hardware;
        std::string line;
        bool held;
        bool high;
    };
    const Row rows[] = {
        {0, "GPIO17", false, false},
        {0, "GPIO27", false, true},
        {1, "GPIO17", true, true},
        {1, "GPIO27", false, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.hardware);
        CAPTURE(row.line);
        CHECK(bench.made[row.hardware]->line(row.line).held == row.held);
        CHECK(bench.made[row.hardware]->line(row.line).high == row.high);
    }
    bench.await(ask(Method::get, "temperature"), is_content);
    bench.run();
}
