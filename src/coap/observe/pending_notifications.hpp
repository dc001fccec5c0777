// SPDX-License-Identifier: MIT
/// The confirmable notifications in flight. There is at most one per session, because libcoap holds a second one back
/// until the first is acknowledged (NSTART, RFC 7252 section 4.7). The total is bounded.
#pragma once

#include "coap/observe/observer_host.hpp"
#include "coap/wire/datagram.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace coapnode {

class PendingNotifications {
public:
    /// A longer list of messages in flight costs libcoap more time.
    static constexpr std::size_t most = 64;
    static constexpr Duration longest = 100s;  ///< MAX_TRANSMIT_WAIT (RFC 7252 section 4.8.2) and a margin
    /// Over DTLS an acknowledgement cannot be seen. After this time the next notification may follow.
    static constexpr Duration unseen = 3s;
    static constexpr Duration patience = 2s;  ///< ACK_TIMEOUT of RFC 7252 section 4.8

    struct Pending {
        ObserverHost* host{};
        SessionPtr session;  ///< held while the notification is pending
        Peer peer;
        std::uint16_t message_id{};
        Instant begun;
    };
    struct Expired {
        const coap_session_t* session{};
        const ObserverHost* host{};
    };

    [[nodiscard]] bool may_begin(const coap_session_t& session, Instant now) const;
    /// Replaces the pending notification of the session.
    void begin(const coap_session_t& session, Pending pending);
    void end(const coap_session_t& session) { pending_.erase(&session); }

    /// Whether the peer should have acknowledged a notification by now.
    [[nodiscard]] bool is_overdue(const coap_session_t& session, Instant now) const;

    /// The session with the notification that `acknowledgement` belongs to; nullptr when there is none.
    [[nodiscard]] const coap_session_t* find(const ObserverHost& host, const EmptyMessage& acknowledgement) const;
    [[nodiscard]] std::vector<const coap_session_t*> of(const ObserverHost& host) const;
    /// The notifications without any answer for `longest`.
    [[nodiscard]] std::vector<Expired> expired(Instant now) const;
    [[nodiscard]] Instant next_expiry() const;
    [[nodiscard]] bool empty() const { return pending_.empty(); }

private:
    std::map<const coap_session_t*, Pending> pending_;
};

}  // namespace coapnode
