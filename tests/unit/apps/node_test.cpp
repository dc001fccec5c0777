// SPDX-License-Identifier: MIT
#include "coapnode/config/listen_text.hpp"
#include "node_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("at start every LED has its initial state on its line, and what is served is told")
{
    struct Row {
        bool active_low;
        InitialState initial;
        bool high;
    };
    const Row rows[] = {
        {false, InitialState::off, false},
        {false, InitialState::on, true},
        {true, InitialState::off, true},
        {true, InitialState::on, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.active_low);
        NodeBench bench;
        bench.config.leds[0].active_low = row.active_low;
        bench.config.leds[0].initial = row.initial;
        bench.start();
        CHECK(bench.line("GPIO17").held);
        CHECK(bench.line("GPIO17").high == row.high);
        CHECK(bench.node.status() ==
              "serving coap://127.0.0.1:" + std::to_string(bench.config.coap.listen[0].port) + "; 0 sensors, 1 LED");
        CHECK(bench.log.take().empty());
    }
}

TEST_CASE("at the end every LED has its shutdown state")
{
    struct Row {
        bool active_low;
        InitialState initial;
        ShutdownState shutdown;
        bool high;
    };
    const Row rows[] = {
        {false, InitialState::on, ShutdownState::off, false}, {false, InitialState::on, ShutdownState::keep, true},
        {false, InitialState::off, ShutdownState::on, true},  {false, InitialState::off, ShutdownState::keep, false},
        {true, InitialState::on, ShutdownState::off, true},   {true, InitialState::off, ShutdownState::on, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.high);
        NodeBench bench;
        bench.config.leds[0].active_low = row.active_low;
        bench.config.leds[0].initial = row.initial;
        bench.config.leds[0].shutdown = row.shutdown;
        bench.start();
        bench.node.shut_down();
        CHECK(bench.line("GPIO17").high == row.high);
    }
}

TEST_CASE("at the end a line that cannot be driven is told, and the others get their state")
{
    NodeBench bench;
    bench.config.leds = {led_at("red", "GPIO17"), led_at("green", "GPIO27")};
    for (auto& led : bench.config.leds)
        led.initial = InitialState::on;
    bench.start();
    bench.line("GPIO17").broken = true;
    bench.node.shut_down();
    CHECK_FALSE(bench.line("GPIO27").high);
    CHECK(bench.log.take() == "warning: led red: cannot drive GPIO17: check the line with gpioinfo\n");
}

TEST_CASE("a node that serves nothing says so")
{
    NodeBench bench;
    bench.config.coap.listen = {};
    bench.config.leds = {};
    CHECK(bench.node.apply(bench.config).has_value());
    CHECK(bench.node.status() == "serving nothing: listen: has no address; 0 sensors, 0 LEDs");
}

TEST_CASE("a node that waits for an address says for which")
{
    NodeBench bench;
    const Listen absent{"192.0.2.1", 5683};  // TEST-NET-1 (RFC 5737)
    const std::string waiting =
        "waiting for coap://192.0.2.1:5683: this machine has no such address; 0 sensors, 0 LEDs";
    bench.config.leds = {};
    bench.config.coap.listen = {absent};
    CHECK(bench.node.apply(bench.config).has_value());
    CHECK(bench.node.status() == "serving nothing yet; " + waiting);
    const Listen present{"127.0.0.1", free_port()};
    bench.config.coap.listen = {present, absent};
    CHECK(bench.node.apply(bench.config).has_value());
    CHECK(bench.node.status() == "serving coap://" + to_text(present) + "; " + waiting);
    bench.config.coap.listen = {};
    CHECK(bench.node.apply(bench.config).has_value());
    CHECK(bench.node.status() == "serving nothing: listen: has no address; 0 sensors, 0 LEDs");
}

TEST_CASE("/info tells the endpoints that are served")
{
    NodeBench bench;
    bench.config.device.title = "Living room";
    bench.config.dtls.listen = {{"127.0.0.1", 0}};
    bench.start();
    const auto plain = "\"coap://127.0.0.1:" + std::to_string(bench.config.coap.listen[0].port) + '"';
    bench.ask(ask(Method::get, "info"), [&](const Datagram& answer) {
        CHECK(answer.text().starts_with(R"({"device_id":"bench","title":"Living room","firmware":"coapnode )"));
        CHECK(answer.text().find("\"endpoints\":[" + plain + "]") != std::string::npos);
        bench.config.dtls.identities = {{"ops", Bytes(16, 7), Role::admin}};
        CHECK(bench.node.apply(bench.config).has_value());
    });
    bench.ask(ask(Method::get, "info"), [&](const Datagram& answer) {
        CHECK(answer.text().find("\"endpoints\":[" + plain + R"(,"coaps://127.0.0.1:0"])") != std::string::npos);
    });
    bench.run();
}
