// SPDX-License-Identifier: MIT
/// Confirmable notifications that are under way: one a session, for libcoap holds a second one back until the first is
/// acknowledged (NSTART of RFC 7252 section 4.7), and so many in all.
#pragma once

#include "coap/wire/datagram_peek.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"

#include <cstddef>
#include <map>
#include <utility>
#include <vector>

namespace coapnode {

class Confirmations {
public:
    /// libcoap's list of messages under way costs more the longer it is.
    static constexpr std::size_t most = 64;
    static constexpr Duration longest = 100s;  ///< MAX_TRANSMIT_WAIT of RFC 7252 section 4.8.2, and some
    /// Within DTLS an acknowledgement cannot be seen; after so long the next one may follow.
    static constexpr Duration unseen = 3s;
    static constexpr Duration patience = 2s;  ///< ACK_TIMEOUT of RFC 7252 section 4.8

    [[nodiscard]] bool may_begin(const coap_session_t& session, Instant now) const;
    /// The session is held until it ends.
    void begin(coap_session_t& session, bool is_secure, std::uint16_t message_id, Instant now);
    void end(const coap_session_t& session) { under_way_.erase(&session); }

    /// Whether the peer should have acknowledged one by now.
    [[nodiscard]] bool is_overdue(const coap_session_t& session, Instant now) const;

    /// The session in which `acknowledgement` is one of; nullptr: in none.
    [[nodiscard]] const coap_session_t* find(const coap_context_t& context, const EmptyMessage& acknowledgement) const;
    [[nodiscard]] std::vector<const coap_session_t*> of(const coap_context_t& context) const;
    /// Those of which nothing was heard for `longest`, and whether they are within DTLS.
    [[nodiscard]] std::vector<std::pair<const coap_session_t*, bool>> expired(Instant now) const;
    [[nodiscard]] Instant next_expiry() const;

    void clear() { under_way_.clear(); }
    [[nodiscard]] bool empty() const { return under_way_.empty(); }

private:
    struct Exchange {
        SessionPtr session;
        Peer peer;
        bool is_secure = false;
        std::uint16_t message_id{};
        Instant begun;
    };

    std::map<const coap_session_t*, Exchange> under_way_;
};

}  // namespace coapnode
