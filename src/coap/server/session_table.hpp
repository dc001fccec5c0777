// SPDX-License-Identifier: MIT
/// Which peers have a DTLS session under which identity, so that sessions of a removed identity can be ended.
///
/// libcoap does not list its sessions, and before 4.3.5 not every end of one is told. So peers are kept by address,
/// never by pointer, and a session is looked up anew when it is needed.
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

    /// Rises with each handshake; 0 where none is known.
    [[nodiscard]] std::uint64_t number_of(const Peer& peer) const;

    /// A request came over the session, so its handshake went well.
    void confirm(const coap_session_t& session);

    /// Returns whether the session ends unconfirmed.
    bool forget(const coap_session_t& session);

    /// Ends every session of these identities; their peers are told (close_notify).
    void end(coap_context_t& context, const std::vector<std::string>& identities);

    /// The established session with `peer`; nullptr: there is none.
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
