// SPDX-License-Identifier: MIT
// The HTTP side of the gateway's rows. Prints what the server's process spent, as one line of JSON.
//
//   bench_http get PORT PID TARGET CONNECTIONS TOTAL [FIELD...]        "{}" in TARGET: the number of the connection
//   bench_http events PORT PID TARGET CLIENTS CHANGES NODE_PORT LED    Server-Sent Events of a PUT of "on" and "off"
//
// Requests go out in volleys: one on each connection, then all responses are waited for.
#include "cpu_clock.hpp"
#include "http_link.hpp"
#include "link.hpp"
#include "request.hpp"

#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr unsigned warm_up_volleys = 50;
constexpr auto between_changes = 120ms;  // a node notifies of changes at most each 100 ms
constexpr auto for_events = 60ms;        // all are there by then, on a quiet machine
constexpr unsigned warm_up_changes = 3;

class HttpVolleys {
public:
    HttpVolleys(std::uint16_t port, const std::string& target, std::size_t connections, const std::string& fields)
    {
        for (std::size_t i = 0; i < connections; ++i) {
            links_.emplace_back(port);
            requests_.push_back(encode_get(numbered(target, i), fields));
        }
    }

    [[nodiscard]] std::size_t size() const { return links_.size(); }

    std::size_t shoot()
    {
        for (std::size_t i = 0; i < links_.size(); ++i)
            links_[i].send(requests_[i]);
        // The last one first: by then the others are there, and the server was not interrupted for each.
        for (auto link = links_.rbegin(); link != links_.rend(); ++link)
            link->receive();
        return links_.size();
    }

private:
    std::vector<HttpLink> links_;
    std::vector<std::string> requests_;
};

std::size_t count_of(std::string_view word, std::string_view text)
{
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size()))
        ++count;
    return count;
}

class Listeners {
public:
    /// Who has the LED.
    struct Node {
        std::uint16_t port;
        std::string led;
    };

    Listeners(std::uint16_t port, const std::string& target, std::size_t count, const Node& node)
        : changer_{open_udp(node.port)}, led_{node.led}
    {
        const auto request = encode_get(target, "Accept: text/event-stream\r\n");
        for (std::size_t i = 0; i < count; ++i) {
            links_.emplace_back(port);
            links_.back().send(request);
        }
        read_values();
    }

    /// How many events came: those of the change, and a ping now and then.
    std::size_t change()
    {
        std::this_thread::sleep_for(between_changes);
        is_on_ = !is_on_;
        changer_->send(encode({.method = Method::put, .path = led_, .payload = is_on_ ? "on" : "off"}, ++message_id_));
        check_reply(changer_->receive(), message_id_);
        std::this_thread::sleep_for(for_events);
        return read_values();
    }

private:
    std::size_t read_values()
    {
        std::size_t events = 0;
        for (auto& link : links_) {
            for (bool has_value = false; !has_value;) {
                const auto text = link.receive_some();
                events += count_of("event: ", text);
                has_value = count_of("event: value", text) > 0;
            }
        }
        return events;
    }

    LinkPtr changer_;
    std::string led_;
    std::vector<HttpLink> links_;
    std::uint16_t message_id_ = 0;
    bool is_on_ = false;
};

void measure_requests(HttpVolleys volleys, const CpuClock& server, unsigned long total)
{
    measure(server, warm_up_volleys, times_for(total, volleys.size()), [&] { return volleys.shoot(); });
}

void measure_events(Listeners listeners, const CpuClock& server, unsigned long changes)
{
    measure(server, warm_up_changes, changes, [&] { return listeners.change(); });
}

std::uint16_t port_of(const std::string& word)
{
    return static_cast<std::uint16_t>(std::stoul(word));
}

void run(const std::vector<std::string>& arguments)
{
    allow_many_sockets();
    const auto port = port_of(arguments[1]);
    const CpuClock server{std::stoi(arguments[2])};
    const auto connections = std::stoul(arguments[4]);
    const auto total = std::stoul(arguments[5]);
    if (arguments[0] == "events") {
        const Listeners::Node node{port_of(arguments[6]), arguments[7]};
        return measure_events({port, arguments[3], connections, node}, server, total);
    }
    std::string fields;
    for (std::size_t i = 6; i < arguments.size(); ++i)
        fields += arguments[i] + "\r\n";
    measure_requests({port, arguments[3], connections, fields}, server, total);
}

}  // namespace

}  // namespace bench

int main(int count, char** words)
{
    const std::vector<std::string> arguments{words + 1, words + count};
    if (arguments.size() < 6 || (arguments[0] == "events" && arguments.size() != 8)) {
        std::fprintf(stderr, "bench_http is for tests/bench/run; http_load.cpp says how it is called\n");
        return 2;
    }
    try {
        bench::run(arguments);
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_http: %s\n", failure.what());
        return 1;
    }
}
