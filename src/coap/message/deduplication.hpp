// SPDX-License-Identifier: MIT
/// Keeps replies to requests, so that a retransmission gets the same reply and does not run again (RFC 7252 section
/// 4.5). libcoap does not do this: it would run each copy of a POST.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>

namespace coapnode {

/// Identifies an exchange: its peer, message ID and token.
struct ExchangeKey {
    Peer peer;
    std::uint64_t session{};  ///< number of its DTLS handshake, because message IDs start again with a new one (RFC
                              ///< 7252 section 9.1.1); 0 without DTLS
    std::uint16_t message_id{};
    std::string token;

    auto operator<=>(const ExchangeKey&) const = default;
};

class Deduplication {
public:
    /// RFC 7252 section 4.8.2: how long a message ID identifies one message, confirmable or not.
    static constexpr Duration exchange_lifetime = 247s;
    static constexpr Duration non_lifetime = 145s;
    static constexpr std::size_t capacity = 1024;

    /// Beyond `most` replies the oldest is dropped.
    explicit Deduplication(const Clock& clock, std::size_t most = capacity, Duration lifetime = exchange_lifetime)
        : clock_{clock}, most_{most}, lifetime_{lifetime}
    {
    }

    /// The reply to repeat; nullptr for an exchange that was not seen within its lifetime.
    const Response* find(const ExchangeKey& key);

    void remember(ExchangeKey key, Response reply);

    /// For requests that are answered once: true the first time, false for copies within the lifetime.
    [[nodiscard]] bool is_first(ExchangeKey key);

    [[nodiscard]] std::size_t size() const { return replies_.size(); }

private:
    struct Entry {
        Response reply;
        Instant forget_at;
    };
    using Replies = std::map<ExchangeKey, Entry>;

    void forget_oldest();
    void forget_expired();

    const Clock& clock_;
    std::size_t most_;
    Duration lifetime_;
    Replies replies_;
    std::deque<Replies::iterator> by_age_;
};

}  // namespace coapnode
