// SPDX-License-Identifier: MIT
/// Confirmable notifications that are under way: one a session, for libcoap holds a second one back until the first is
/// acknowledged (NSTART of RFC 7252 section 4.7), and so many in all.
#pragma once

#include "coap/observe/observer_host.hpp"
#include "coap/wire/datagram_peek.hpp"
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
    /// libcoap's list of messages under way costs more the longer it is.
    static constexpr std::size_t most = 64;
    static constexpr Duration longest = 100s;  ///< MAX_TRANSMIT_WAIT of RFC 7252 section 4.8.2, and some
    /// Within DTLS an acknowledgement cannot be seen; after so long the next one may follow.
    static constexpr Duration unseen = 3s;
    static constexpr Duration patience = 2s;  ///< ACK_TIMEOUT of RFC 7252 section 4.8

    struct Pending {
        ObserverHost* host{};
        SessionPtr session;  ///< held until the notification is not pending any more
        Peer peer;
        std::uint16_t message_id{};
        Instant begun;
    };
    struct Expired {
        const coap_session_t* session{};
        const ObserverHost* host{};
    };

    [[nodiscard]] bool may_begin(const coap_session_t& session, Instant now) const;
    /// In place of the one that is pending in the session.
    void begin(const coap_session_t& session, Pending pending);
    void end(const coap_session_t& session) { pending_.erase(&session); }

    /// Whether the peer should have acknowledged one by now.
    [[nodiscard]] bool is_overdue(const coap_session_t& session, Instant now) const;

    /// The session in which `acknowledgement` is one of; nullptr: in none.
    [[nodiscard]] const coap_session_t* find(const ObserverHost& host, const EmptyMessage& acknowledgement) const;
    [[nodiscard]] std::vector<const coap_session_t*> of(const ObserverHost& host) const;
    /// Those of which nothing was heard for `longest`.
    [[nodiscard]] std::vector<Expired> expired(Instant now) const;
    [[nodiscard]] Instant next_expiry() const;
    [[nodiscard]] bool empty() const { return pending_.empty(); }

private:
    std::map<const coap_session_t*, Pending> pending_;
};

}  // namespace coapnode
