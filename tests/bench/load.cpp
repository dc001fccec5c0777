// SPDX-License-Identifier: MIT
// The load of tests/bench/run. Prints what the server's process spent, by the kernel's account of its processor time
// (clock_getcpuclockid(3)), as one line of JSON.
//
//   bench_load wait PORT PATH                                          until the server answers
//   bench_load get PORT PID PATH CLIENTS TOTAL                         UDP
//   bench_load dtls PORT PID PATH CLIENTS TOTAL IDENTITY KEY           DTLS, a session each
//   bench_load observe PORT PID PATH OBSERVERS CHANGES [QUERY]         notifications of a PUT of "on" and "off"
//
// Requests go out in volleys: one each from at most 16 clients, then all replies are waited for, as each client has one
// request under way (NSTART of RFC 7252 section 4.7).
#include "cpu_clock.hpp"
#include "link.hpp"
#include "request.hpp"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>

namespace bench {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t volley_size = 16;
constexpr unsigned warm_up_volleys = 50;
constexpr auto between_changes = 120ms;   // a node notifies of changes at most each 100 ms
constexpr auto for_notifications = 20ms;  // all are there by then: who waits for one interrupts the server at each
constexpr unsigned warm_up_changes = 3;   // after the first one, clients over plain CoAP are proven

/// Clients in turn, so many a volley.
class Volleys {
public:
    Volleys(std::vector<LinkPtr> clients, std::string_view path) : clients_{std::move(clients)}, path_{path} {}

    /// How many requests a volley has.
    [[nodiscard]] std::size_t size() const { return std::min(volley_size, clients_.size()); }

    /// How many requests were answered.
    std::size_t shoot()
    {
        const auto first = next_;
        const auto message_id = message_id_++;
        for (std::size_t i = 0; i < size(); ++i)
            client(first + i).send(encode({.path = path_}, message_id));
        // The last one first: by then the others are there, and the server was not interrupted for each.
        for (std::size_t i = size(); i > 0; --i)
            check_reply(client(first + i - 1).receive(), message_id);
        next_ = (first + size()) % clients_.size();
        return size();
    }

private:
    Link& client(std::size_t number) { return *clients_[number % clients_.size()]; }

    std::vector<LinkPtr> clients_;
    std::string_view path_;
    std::size_t next_ = 0;
    std::uint16_t message_id_ = 1;
};

class Observers {
public:
    Observers(std::uint16_t port, const Request& registration, std::size_t count)
        : changer_{open_udp(port)}, path_{registration.path}
    {
        change();  // so that there is a state to observe
        for (std::size_t i = 0; i < count; ++i) {
            clients_.push_back(open_udp(port));
            clients_.back()->send(encode(registration, ++message_id_));
            check_reply(clients_.back()->receive(), message_id_);
        }
    }

    /// How many notifications came.
    std::size_t change()
    {
        std::this_thread::sleep_for(between_changes);
        is_on_ = !is_on_;
        changer_->send(encode({.method = Method::put, .path = path_, .payload = is_on_ ? "on" : "off"}, ++message_id_));
        check_reply(changer_->receive(), message_id_);
        std::this_thread::sleep_for(for_notifications);
        for (const auto& client : clients_) {
            const auto notification = client->receive();
            if (is_confirmable(notification)) client->send(acknowledgement_of(notification));
        }
        return clients_.size();
    }

private:
    LinkPtr changer_;
    std::string_view path_;
    std::vector<LinkPtr> clients_;
    std::uint16_t message_id_ = 0;
    bool is_on_ = false;
};

void measure_requests(Volleys volleys, const CpuClock& server, unsigned long total)
{
    measure(server, warm_up_volleys, times_for(total, volleys.size()), [&] { return volleys.shoot(); });
}

void measure_notifications(Observers observers, const CpuClock& server, unsigned long changes)
{
    measure(server, warm_up_changes, changes, [&] { return observers.change(); });
}

template <class Open>
std::vector<LinkPtr> links(unsigned long count, Open open)
{
    std::vector<LinkPtr> all;
    for (unsigned long i = 0; i < count; ++i)
        all.push_back(open());
    return all;
}

void wait_for(std::uint16_t port, std::string_view path)
{
    constexpr int tries = 200;
    for (int i = 0; i < tries; ++i) {
        try {
            const auto link = open_udp(port);
            link->send(encode({.path = path}, 1));
            check_reply(link->receive(), 1);
            return;
        } catch (const std::runtime_error&) {
            std::this_thread::sleep_for(20ms);
        }
    }
    throw std::runtime_error{"no server answers at port " + std::to_string(port)};
}

int run(std::span<const std::string> arguments)
{
    const auto mode = arguments[0];
    const auto port = static_cast<std::uint16_t>(std::stoul(arguments[1]));
    if (mode == "wait") return wait_for(port, arguments[2]), 0;
    allow_many_sockets();
    const CpuClock server{std::stoi(arguments[2])};
    const auto clients = std::stoul(arguments[4]);
    const auto total = std::stoul(arguments[5]);
    if (mode == "get") {
        measure_requests({links(clients, [&] { return open_udp(port); }), arguments[3]}, server, total);
    } else if (mode == "dtls") {
        const auto open = [&] { return open_dtls(port, arguments[6], arguments[7]); };
        measure_requests({links(clients, open), arguments[3]}, server, total);
    } else {
        const Request registration{
            .path = arguments[3], .query = arguments.size() > 6 ? arguments[6] : std::string_view{}, .observe = true};
        measure_notifications({port, registration, clients}, server, total);
    }
    return 0;
}

}  // namespace

}  // namespace bench

int main(int count, char** words)
{
    const std::vector<std::string> arguments{words + 1, words + count};
    const bool is_complete = arguments.size() >= 6 || (arguments.size() == 3 && arguments[0] == "wait");
    if (!is_complete || (arguments[0] == "dtls" && arguments.size() < 8)) {
        std::fprintf(stderr, "bench_load is for tests/bench/run; load.cpp says how it is called\n");
        return 2;
    }
    try {
        return bench::run(arguments);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_load: %s\n", failure.what());
        return 1;
    }
}
