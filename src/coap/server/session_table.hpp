// SPDX-License-Identifier: MIT
/// The table of DTLS sessions by peer and identity, so that the sessions of a removed identity can be ended.
///
/// libcoap does not list its sessions, and before 4.3.5 it does not report every end of one. So the table stores
/// addresses, never pointers, and a session is looked up when it is needed.
#pragma once

#include "coapnode/core/peer.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class SessionTable {
public:
    /// A handshake under `identity` has begun.
    void add(const coap_session_t& session, std::string_view identity);

    /// The number of the session's handshake, which rises with each one; 0 when unknown.
    [[nodiscard]] std::uint64_t number_of(const Peer& peer) const;

    /// A request came over the session, so its handshake was successful.
    void confirm(const coap_session_t& session);

    /// Removes the session. Returns whether it never had a request.
    bool forget(const coap_session_t& session);

    /// Ends all sessions of these identities, with close_notify to their peers.
    void end(coap_context_t& context, const std::vector<std::string>& identities);

    /// The established session with `peer`; nullptr when there is none.
    [[nodiscard]] coap_session_t* established(const coap_context_t& context, const Peer& peer) const;

    [[nodiscard]] std::size_t size() const { return peers_.size(); }

private:
    struct Session {
        coap_address_t address;
        int interface_index;
        std::string identity;
        std::uint64_t number{};
        bool is_confirmed = false;
    };
    void forget_gone(const coap_context_t& context);

    std::map<Peer, Session> peers_;
    std::uint64_t handshakes_ = 0;
};

}  // namespace coapnode
