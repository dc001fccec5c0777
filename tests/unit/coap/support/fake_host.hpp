// SPDX-License-Identifier: MIT
/// Sessions and a port that need no socket.
#pragma once

#include "coap/observe/observer.hpp"
#include "coap/observe/observer_host.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// Addresses that stand for sessions; nobody looks behind them.
class FakeSessions {
public:
    [[nodiscard]] coap_session_t& operator[](std::size_t number)
    {
        return reinterpret_cast<coap_session_t&>(places_.at(number));
    }

private:
    std::array<std::uint64_t, 256> places_{};
};

/// Writes down what is sent: "CON tk 7" or "NON tk 7", with the bytes of the response.
class FakeHost final : public ObserverHost {
public:
    bool secure = false;
    bool open = true;
    bool draws = true;
    bool sends = true;
    Response answer;
    std::vector<std::string> sent_messages;
    std::uint32_t last_sequence = 0;
    std::uint16_t message_id = 0;
    int flushed = 0;

    [[nodiscard]] bool is_secure() const override { return secure; }
    [[nodiscard]] bool is_open(const coap_session_t& /*session*/) const override { return open; }
    bool may_draw(const coap_session_t& /*session*/) override { return draws; }
    /// Nothing is counted, so nothing is released.
    [[nodiscard]] SessionPtr hold(coap_session_t& /*session*/) const override { return nullptr; }
    Response represent(const coap_session_t& /*session*/, Request& /*request*/) override { return answer; }
    std::optional<std::uint16_t> send(coap_session_t& /*session*/, const Notification& notification) override
    {
        if (!sends) return std::nullopt;
        const auto& payload = notification.response.payload;
        sent_messages.push_back((notification.confirmable ? "CON " : "NON ") + notification.token +
                                (payload ? ' ' + std::string{as_text(*payload)} : ""));
        last_sequence = notification.sequence;
        return ++message_id;
    }
    void sent() override { ++flushed; }

    /// What was sent since the last call.
    std::string take()
    {
        std::string all;
        for (const auto& message : sent_messages)
            all += (all.empty() ? "" : ", ") + message;
        sent_messages.clear();
        return all;
    }
};

}  // namespace coapnode
