// SPDX-License-Identifier: MIT
/// How far a client's DTLS handshake has come, as GnuTLS knows it. libcoap tells of the end alone, and of a key that is
/// refused often not at all: the server drops what it cannot decrypt, and stays silent.
#pragma once

#include <coap3/coap.h>

namespace coapnode {

enum class HandshakeSign {
    unanswered,     ///< nothing came back
    begun,          ///< the server answered, and the handshake goes on
    proof_pending,  ///< the client has proved its key (Finished), and the server has not answered
    none,           ///< no handshake is under way
};

HandshakeSign handshake_sign_of(const coap_session_t& session);

}  // namespace coapnode
