// SPDX-License-Identifier: MIT
#include "coap/wire/handshake_sign.hpp"

#include <gnutls/gnutls.h>

namespace coapnode {

namespace {

/// GnuTLS's state text before the first message has arrived.
constexpr int no_message = -1;

}  // namespace

HandshakeSign handshake_sign_of(const coap_session_t& session)
{
    if (coap_session_get_state(&session) != COAP_SESSION_STATE_HANDSHAKE) return HandshakeSign::none;
    coap_tls_library_t library{};
    auto* const tls = static_cast<gnutls_session_t>(coap_session_get_tls(&session, &library));
    if (tls == nullptr || library != COAP_TLS_LIBRARY_GNUTLS) return HandshakeSign::none;
    // -1 is no value of GnuTLS's type.
    const auto in = static_cast<int>(gnutls_handshake_get_last_in(tls));
    const auto out = gnutls_handshake_get_last_out(tls);
    if (in == no_message) return HandshakeSign::unanswered;
    const bool has_proved = in == GNUTLS_HANDSHAKE_SERVER_HELLO_DONE && out == GNUTLS_HANDSHAKE_FINISHED;
    return has_proved ? HandshakeSign::proof_pending : HandshakeSign::begun;
}

}  // namespace coapnode
