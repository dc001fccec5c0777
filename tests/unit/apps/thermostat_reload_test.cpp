// SPDX-License-Identifier: MIT
/// What a reload makes of a thermostat, and of what is kept.
#include "node_bench.hpp"

#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct HeatedBench : NodeBench {
    TemporaryDirectory folder;

    HeatedBench()
    {
        config.state = folder.path();
        config.sensors = {sensor_at("room", "sht3x", 0x44)};
        config.leds = {led_at("relay", "GPIO17"), led_at("lamp", "GPIO27")};
        config.thermostat.emplace();
        config.thermostat->sensor = "room";
        config.thermostat->output = "relay";
        config.thermostat->target = 35'000;  // the mock's room has less
        config.thermostat->min_on = config.thermostat->min_off = 0s;
    }

    void await_line(std::string_view name, bool high)
    {
        await(text_of("thermostat"), [=, this](const Datagram&) { return line(name).high == high; });
    }

    void reload() { CHECK(node.apply(config).has_value()); }
};

}  // namespace

TEST_CASE("a reload that changes nothing about the thermostat leaves it going, with its target")
{
    HeatedBench bench;
    bench.start();
    bench.await_line("GPIO17", true);
    bench.ask(ask(Method::put, "thermostat").with_payload("34"), [&](const Datagram& answer) {
        CHECK(code_of(answer) == "2.04");
        bench.config.device.id = "renamed";
        bench.reload();
        CHECK(bench.line("GPIO17").high);
    });
    bench.ask(text_of("thermostat"), [](const Datagram& answer) { CHECK(answer.text() == "34"); });
    bench.run();
}

TEST_CASE("what a reload changes about the thermostat")
{
    struct Row {
        std::string what;
        std::function<void(Config&)> change;
        std::string target;  ///< of a client: 34
        bool relay;          ///< right after it, heating before
    };
    const Row rows[] = {
        {"its hysteresis", [](Config& config) { config.thermostat->hysteresis = 1'000; }, "34", true},
        {"its target", [](Config& config) { config.thermostat->target = 33'000; }, "33", true},
        {"its range, below what the client set", [](Config& config) { config.thermostat->max_target = 33'990; }, "35",
         true},
        {"its sensor's interval", [](Config& config) { config.sensors[0].interval = 10s; }, "34", true},
        {"its output", [](Config& config) { config.thermostat->output = "lamp"; }, "34", false},
        {"the name of its output",
         [](Config& config) {
             config.leds[0].name = "heater";
             config.thermostat->output = "heater";
         },
         "34", true},
        {"the line of its output", [](Config& config) { config.leds[0].where.line = "GPIO22"; }, "34", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        HeatedBench bench;
        bench.start();
        bench.await_line("GPIO17", true);
        bench.ask(ask(Method::put, "thermostat").with_payload("34"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == "2.04");
            row.change(bench.config);
            bench.reload();
            CHECK(bench.line("GPIO17").high == row.relay);
        });
        bench.ask(text_of("thermostat"), [&](const Datagram& answer) { CHECK(answer.text() == row.target); });
        bench.run();
        CHECK(bench.log.take().empty());
    }
}

TEST_CASE("a thermostat that a reload takes out leaves its output in the safe state, and free")
{
    for (const bool safe : {false, true}) {
        CAPTURE(safe);
        HeatedBench bench;
        bench.config.thermostat->on_failure = safe;
        bench.start();
        bench.await_line("GPIO17", true);
        bench.ask(put_led("relay", "off"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == "4.05");
            bench.config.thermostat.reset();
            bench.reload();
            CHECK(bench.line("GPIO17").high == safe);
        });
        bench.ask(text_of("thermostat"), [](const Datagram& answer) { CHECK(code_of(answer) == "4.04"); });
        bench.ask(put_led("relay", safe ? "off" : "on"), [&](const Datagram& answer) {
            CHECK(code_of(answer) == "2.04");
            CHECK(bench.line("GPIO17").high == !safe);
        });
        bench.run();
    }
}

TEST_CASE("at the end the output is in its safe state before its shutdown state follows")
{
    struct Row {
        bool safe;
        ShutdownState shutdown;
        bool high;
    };
    using enum ShutdownState;
    for (const auto& [safe, shutdown, high] :
         {Row{false, keep, false}, Row{true, keep, true}, Row{false, on, true}, Row{true, off, false}}) {
        HeatedBench bench;
        bench.config.thermostat->on_failure = safe;
        bench.config.leds[0].shutdown = shutdown;
        bench.start();
        bench.await_line("GPIO17", true);
        bench.ask(text_of("thermostat"), [&](const Datagram&) { bench.node.shut_down(); });
        bench.run();
        CHECK(bench.line("GPIO17").high == high);
    }
}

TEST_CASE("what is kept is found by the next node: LEDs that are restored, by name, and the target")
{
    HeatedBench bench;
    bench.folder.write("state.json",
                       R"({"leds":{"lamp":true,"gone":true},"thermostat":{"configured":35000,"target":34000}})");
    bench.config.leds[1].initial = InitialState::restore;
    bench.start();
    CHECK(bench.line("GPIO27").high);
    bench.ask(text_of("thermostat"), [](const Datagram& answer) { CHECK(answer.text() == "34"); });
    bench.ask(put_led("lamp", R"({"state":"off","for":"1h"})"), [&](const Datagram& answer) {
        CHECK(code_of(answer) == "2.04");
        bench.node.shut_down();
    });
    bench.run();
    CHECK(bench.folder.read("state.json") ==
          R"({"leds":{"lamp":true},"thermostat":{"configured":35000,"target":34000}})"
          "\n");
}

TEST_CASE("what a configuration does not keep is not found by one after it")
{
    struct Row {
        std::string what;
        std::function<void(Config&)> without;
        std::string left;  ///< of the file
    };
    const std::string lamp = "{\"leds\":{\"lamp\":true}}\n";
    const std::string target = "{\"thermostat\":{\"configured\":35000,\"target\":34000}}\n";
    const auto no_restore = [](Config& config) { config.leds[1].initial = InitialState::off; };
    const auto no_thermostat = [](Config& config) { config.thermostat.reset(); };
    const Row rows[] = {
        {"no LED that is restored", no_restore, target},
        {"no thermostat", no_thermostat, lamp},
        {"neither",
         [&](Config& config) {
             no_restore(config);
             no_thermostat(config);
         },
         ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        HeatedBench bench;
        bench.folder.write("state.json", R"({"leds":{"lamp":true},"thermostat":{"configured":35000,"target":34000}})");
        bench.config.leds[1].initial = InitialState::restore;
        row.without(bench.config);
        bench.start();
        bench.node.shut_down();
        CHECK(bench.folder.read("state.json") == row.left);
        CHECK(bench.log.take().find("warning") == std::string::npos);
    }
}

TEST_CASE("a section that a reload takes out and the next one puts in again has the configured target")
{
    HeatedBench bench;
    bench.folder.write("state.json", R"({"thermostat":{"configured":35000,"target":34000}})");
    bench.start();
    bench.ask(text_of("thermostat"), [&](const Datagram& answer) {
        CHECK(answer.text() == "34");
        const auto section = std::exchange(bench.config.thermostat, std::nullopt);
        bench.config.leds[1].initial = InitialState::restore;  // there is something to keep all the while
        bench.reload();
        bench.config.thermostat = section;
        bench.reload();
    });
    bench.ask(text_of("thermostat"), [](const Datagram& answer) { CHECK(answer.text() == "35"); });
    bench.run();
}

TEST_CASE("what the LED of its output is to begin with does not count: it begins in its safe state")
{
    for (const auto initial : {InitialState::off, InitialState::on, InitialState::restore}) {
        for (const bool safe : {false, true}) {
            CAPTURE(safe);
            HeatedBench bench;
            bench.folder.write("state.json", safe ? R"({"leds":{"relay":false}})" : R"({"leds":{"relay":true}})");
            bench.config.leds[0].initial = initial;
            bench.config.thermostat->on_failure = safe;
            bench.start();
            CHECK(bench.line("GPIO17").high == safe);
            bench.node.shut_down();
            CHECK_MESSAGE(bench.folder.read("state.json") == "{}\n", "nor is it kept");
        }
    }
}

TEST_CASE("a reload to another state folder, to nothing to keep, and back")
{
    HeatedBench bench;
    const TemporaryDirectory other;
    bench.config.thermostat.reset();
    bench.config.leds[1].initial = InitialState::restore;
    bench.start();
    CHECK(bench.node.apply(bench.config).has_value());
    bench.config.state = other.path();
    bench.reload();
    bench.ask(put_led("lamp", "on"), [&](const Datagram&) {
        bench.config.leds[1].initial = InitialState::on;
        bench.reload();
        bench.node.shut_down();
        CHECK_MESSAGE(other.read("state.json").empty(), "nothing to keep");
        bench.config.leds[1].initial = InitialState::restore;
        bench.reload();
        bench.node.shut_down();
    });
    bench.run();
    CHECK(other.read("state.json") == "{\"leds\":{\"lamp\":false}}\n");
    CHECK(bench.folder.read("state.json").empty());
}
