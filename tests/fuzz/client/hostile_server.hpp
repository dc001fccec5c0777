// SPDX-License-Identifier: MIT
/// What answers the client: messages that fit what it asked, and others, as the input says.
#pragma once

#include "coap/support/datagram.hpp"
#include "fuzz_input.hpp"

#include <cstddef>
#include <deque>
#include <optional>

namespace coapnode {

class HostileServer {
public:
    static constexpr std::size_t most_kept = 8;

    /// Takes what the client has sent.
    void hear();

    /// Sends the client what the input says.
    void answer(FuzzInput& input);
    void reset(FuzzInput& input);
    void send_bytes(FuzzInput& input);
    void repeat();

    /// Datagrams so far.
    [[nodiscard]] std::size_t heard() const { return heard_count_; }
    [[nodiscard]] std::size_t sent() const { return sent_count_; }

private:
    void send(Bytes datagram);
    [[nodiscard]] std::optional<Datagram> chosen(FuzzInput& input) const;

    std::deque<Datagram> heard_;  ///< the newest first
    std::size_t heard_count_ = 0;
    std::size_t sent_count_ = 0;
    Bytes last_;
    std::size_t target_ = 0;
    std::uint16_t message_id_ = 0x7000;
};

}  // namespace coapnode
