// SPDX-License-Identifier: MIT
/// DTLS handshakes that the library refuses with their ClientHello. It tells nobody, and the client gets no answer: it
/// shows only in the TLS state that the session has no more.
#pragma once

#include <coap3/coap.h>

#include <map>
#include <vector>

namespace coapnode {

class RefusedHandshakes {
public:
    /// An event of a session of DTLS.
    void note(coap_session_t& session, coap_event_t event);
    /// The session has ended, or ends now.
    void forget(const coap_session_t& session) { waiting_.erase(&session); }

    /// Since the last call; to be asked after each datagram.
    [[nodiscard]] std::vector<const coap_session_t*> refused();

private:
    /// Sessions that wait for a ClientHello with the cookie, and whether they have a TLS state. libcoap bounds them by
    /// its limit of handshakes.
    std::map<const coap_session_t*, bool> waiting_;
};

}  // namespace coapnode
