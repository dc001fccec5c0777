// SPDX-License-Identifier: MIT
/// Acknowledgements that are sent again. A server whose confirmable message is not acknowledged repeats it, and libcoap
/// drops the copy without a second acknowledgement (4.3.1 to 4.3.4), against RFC 7252 section 4.2. So one lost datagram
/// would end an observation. Where an acknowledgement comes twice, the server ignores the second one.
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
    /// After the first one. The server gives up after 62 s at the earliest (RFC 7252 section 4.8.2).
    static constexpr std::array<Duration, 2> delays{Duration{1s}, Duration{4s}};
    /// Messages whose acknowledgements are still repeated; past it the oldest is left alone.
    static constexpr std::size_t most_kept = 16;

    /// `send` acknowledges the message with this ID.
    RepeatedAcks(Scheduler& scheduler, std::function<void(std::uint16_t)> send)
        : scheduler_{scheduler}, send_{std::move(send)}
    {
    }

    /// libcoap acknowledges the message now.
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
