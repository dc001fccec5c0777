// SPDX-License-Identifier: MIT
/// Repeats acknowledgements. When an acknowledgement is lost, the server retransmits its confirmable message. libcoap
/// 4.3.1 to 4.3.4 drops the copy without a second acknowledgement, against RFC 7252 section 4.2. So one lost datagram
/// would end an observation. A server ignores an acknowledgement that comes twice.
#pragma once

#include "coapnode/loop/scheduler.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>

namespace coapnode {

class RepeatedAcks {
public:
    /// Times after the first acknowledgement. The server gives up after 62 s at the earliest (RFC 7252 section 4.8.2).
    static constexpr std::array<Duration, 2> delays{Duration{1s}, Duration{4s}};
    /// Bound on the messages whose acknowledgements are still repeated. Beyond it the oldest is dropped.
    static constexpr std::size_t most_kept = 16;

    /// `send` acknowledges the message with this ID.
    RepeatedAcks(Scheduler& scheduler, std::function<void(std::uint16_t)> send)
        : scheduler_{scheduler}, send_{std::move(send)}
    {
    }

    /// To be called when libcoap acknowledges the message.
    void note(std::uint16_t message_id);

private:
    struct Ack {
        std::uint16_t message_id{};
        std::size_t repeats = 0;
        Timer timer;
    };

    void wait(Ack& ack);
    void repeat(std::uint16_t message_id);

    Scheduler& scheduler_;
    std::function<void(std::uint16_t)> send_;
    std::deque<Ack> acks_;
};

}  // namespace coapnode
