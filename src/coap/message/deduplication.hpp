// SPDX-License-Identifier: MIT
/// Replies to requests, kept so that a retransmission is answered and not executed again (RFC 7252 section 4.5).
/// libcoap does not do this: it would run each copy of a POST.
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

/// What tells one exchange from another: who sent it, its message ID and its token.
struct ExchangeKey {
    Peer peer;
    std::uint64_t session{};  ///< of its DTLS handshake, for a new one begins anew (RFC 7252 section 9.1.1); 0 without
    std::uint16_t message_id{};
    std::string token;

    auto operator<=>(const ExchangeKey&) const = default;
};

class Deduplication {
public:
    /// RFC 7252 section 4.8.2: how long a message ID stands for one message, confirmable or not.
    static constexpr Duration exchange_lifetime = 247s;
    static constexpr Duration non_lifetime = 145s;
    static constexpr std::size_t capacity = 1024;

    /// Past `most` replies the oldest is forgotten.
    explicit Deduplication(const Clock& clock, std::size_t most = capacity, Duration lifetime = exchange_lifetime)
        : clock_{clock}, most_{most}, lifetime_{lifetime}
    {
    }

    /// The reply to keep giving; nullptr for an exchange not seen within its lifetime.
    const Response* find(const ExchangeKey& key);

    void remember(ExchangeKey key, Response reply);

    /// For what is answered once: no within its lifetime from the second time on.
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
