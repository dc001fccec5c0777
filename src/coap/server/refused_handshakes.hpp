// SPDX-License-Identifier: MIT
/// Detects DTLS handshakes that GnuTLS refuses at the ClientHello. libcoap does not report them, and the client gets no
/// answer. The only sign is that the session no longer has a TLS state.
#pragma once

#include <coap3/coap.h>

#include <map>
#include <vector>

namespace coapnode {

class RefusedHandshakes {
public:
    /// An event of a DTLS session.
    void note(coap_session_t& session, coap_event_t event);
    /// The session has ended or is ending.
    void forget(const coap_session_t& session) { waiting_.erase(&session); }

    /// The handshakes that were refused since the last call. To be called after each datagram.
    [[nodiscard]] std::vector<const coap_session_t*> refused();

private:
    /// Sessions that wait for a ClientHello with the cookie, and whether they have a TLS state. libcoap's limit of
    /// handshakes bounds them.
    std::map<const coap_session_t*, bool> waiting_;
};

}  // namespace coapnode
