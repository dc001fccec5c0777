// SPDX-License-Identifier: MIT
/// The daemon's root object on the real loop and the mock hardware, and a client on loopback.
#pragma once

#include "apps/coapnoded/node.hpp"
#include "coap/support/datagram.hpp"
#include "coap/support/udp_socket.hpp"
#include "coap/wire/library.hpp"
#include "hal/mock/mock_hardware.hpp"
#include "service/sd_event_loop.hpp"
#include "support/borrowed_hardware.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

inline LedConfig led_at(const std::string& name, const std::string& line)
{
    LedConfig led;
    led.name = name;
    led.where.line = line;
    return led;
}

inline SensorConfig sensor_at(const std::string& name, const std::string& driver, std::uint8_t address)
{
    SensorConfig sensor;
    sensor.name = name;
    sensor.driver = driver;
    sensor.where.address = address;
    return sensor;
}

struct NodeBench {
    /// The hardware that the node asked for, the latest last. It stays for the test to look at.
    std::vector<std::unique_ptr<MockHardware>> made;
    RecordingLog log;
    SdEventLoop loop;
    Node node{loop, log, [this](Backend /*backend*/, const Clock& clock) { return make_hardware(clock); }};
    Config config;
    UdpSocket client;

    NodeBench()
    {
        library();
        config.device.id = "bench";
        config.coap.anonymous = Role::control;
        config.leds = {led_at("led", "GPIO17")};
    }

    MockHardware& hardware() { return *made.back(); }
    MockLine& line(std::string_view name) { return hardware().line(name); }

    /// Applies `config` on a port that is free; that one may be taken in the next moment, so others are tried.
    void start()
    {
        for (int tries = 0; tries < 10; ++tries) {
            config.coap.listen = {{"127.0.0.1", free_port()}};
            const auto applied = node.apply(config);
            if (applied) return;
            REQUIRE(applied.error() == Errc::cannot_listen);
        }
        FAIL("no free port");
    }

    /// What to ask once run() turns the loop, and what to do with the answer, which may be more of the same.
    void ask(const Datagram& request, std::function<void(const Datagram&)> look)
    {
        await(request, [look = std::move(look)](const Datagram& answer) {
            look(answer);
            return true;
        });
    }
    /// As ask(), again and again until `seen` says true.
    void await(const Datagram& request, std::function<bool(const Datagram&)> seen)
    {
        steps_.push_back({request, std::move(seen)});
    }

    /// Asks one thing after the other. An EventLoop runs once, so once in a test, with all of its steps.
    void run()
    {
        const auto answers = loop.on_readable(client.fd(), [this] { take_answer(); });
        const auto patience = loop.after(10s, [this] { loop.quit(1); });
        send();
        REQUIRE(loop.run() == 0);
    }

private:
    struct Step {
        Datagram request;
        std::function<bool(const Datagram&)> seen;
    };

    void send()
    {
        if (steps_.empty()) return loop.quit(0);
        auto request = steps_.front().request;
        request.message_id = ++message_id_;
        client.send(config.coap.listen.front(), encoded(request));
    }

    void take_answer()
    {
        const auto answer = decoded(client.receive().value());
        const auto step = steps_.front();
        if (!step.seen(answer)) {
            later_ = loop.after(5ms, [this] { send(); });
            return;
        }
        steps_.pop_front();
        send();
    }

    /// libcoap is started once in a process.
    static void library() { static const CoapLibrary started{LogLevel::error}; }

    std::unique_ptr<Hardware> make_hardware(const Clock& clock)
    {
        return std::make_unique<BorrowedHardware>(
            *made.emplace_back(std::make_unique<MockHardware>(clock, MockFiles{})));
    }

    std::deque<Step> steps_;
    std::uint16_t message_id_ = 0;
    Timer later_;
};

inline std::string code_of(const Datagram& message)
{
    return to_string(static_cast<Code>(message.code));
}

inline Datagram put_led(const std::string& name, std::string_view state)
{
    return ask(Method::put, "leds/" + name).with_payload(state);
}

inline Datagram text_of(std::string_view path)
{
    return ask(Method::get, path).with(option::accept, "");
}

inline bool is_content(const Datagram& answer)
{
    return code_of(answer) == "2.05";
}

}  // namespace coapnode
