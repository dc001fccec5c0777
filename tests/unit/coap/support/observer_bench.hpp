// SPDX-License-Identifier: MIT
/// A Server with clients that observe.
#pragma once

#include "coap/support/server_bench.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace coapnode {

inline Datagram observe(std::string_view path, const std::string& token = "tk", bool begin = true)
{
    auto request = ask(Method::get, path).with(option::observe, begin ? "" : "01");
    std::stable_sort(request.options.begin(), request.options.end());
    request.token = token;
    return request;
}

inline std::optional<std::uint32_t> sequence_of(const Datagram& message)
{
    for (const auto& [number, value] : message.options) {
        if (number != option::observe) continue;
        std::uint32_t sequence = 0;
        for (const auto byte : value)
            sequence = sequence << 8 | byte;
        return sequence;
    }
    return std::nullopt;
}

struct Observed : ServerBench {
    UdpSocket client;

    Observed() { listen(); }

    /// The reply to a registration, or to anything else.
    Datagram answer(const Datagram& request) { return answer(client, request); }
    Datagram answer(const UdpSocket& from, Datagram request)
    {
        request.message_id = ++message_id_;
        auto got = exchange(from, request);
        REQUIRE(got.has_value());
        return *got;
    }
    bool is_observation(const Datagram& request) { return sequence_of(answer(request)).has_value(); }

    /// What comes without being asked for, once the loop has turned; confirmable ones are acknowledged.
    std::optional<Datagram> notification(bool acknowledge = true) { return notification(client, acknowledge); }
    std::optional<Datagram> notification(const UdpSocket& to, bool acknowledge = true, int patience = 0)
    {
        time.advance(0s);
        const auto got = to.receive(patience);
        if (!got) return std::nullopt;
        auto message = decoded(*got);
        if (acknowledge && message.type == MessageType::con) reply_empty(to, MessageType::ack, message);
        return message;
    }
    void reply_empty(const UdpSocket& from, MessageType type, const Datagram& to)
    {
        Datagram empty{.type = type, .code = 0, .message_id = to.message_id, .token = "", .options = {}, .payload = {}};
        from.send(plain, encoded(empty));
        process();
    }

    /// Changes and gives "2.05 7", or "nothing".
    std::string told(int value)
    {
        time.advance(1s);
        counter->set(value);
        const auto got = notification();
        return got ? code_of(*got) + ' ' + got->text() : "nothing";
    }

private:
    std::uint16_t message_id_ = 0;
};

}  // namespace coapnode
