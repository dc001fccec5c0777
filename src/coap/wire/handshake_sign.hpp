// SPDX-License-Identifier: MIT
/// The progress of a client's DTLS handshake, from GnuTLS. libcoap reports only the end, and often no refused key at
/// all, because the server silently drops what it cannot decrypt.
#pragma once

#include <coap3/coap.h>

namespace coapnode {

enum class HandshakeSign {
    unanswered,     ///< no answer yet
    begun,          ///< the server answered and the handshake continues
    proof_pending,  ///< the client sent Finished, and the server has not answered
    none,           ///< no handshake is under way
};

HandshakeSign handshake_sign_of(const coap_session_t& session);

}  // namespace coapnode
