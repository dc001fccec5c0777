// SPDX-License-Identifier: MIT
#include "coap/client/handshake_watch.hpp"

namespace coapnode {

void HandshakeWatch::note(HandshakeSign sign, Instant now)
{
    if (sign == HandshakeSign::none) return;
    last_ = sign;
    if (sign == HandshakeSign::proof_pending && !proved_) proved_ = now;
}

bool HandshakeWatch::is_refused(Instant now) const
{
    return last_ == HandshakeSign::proof_pending && *proved_ - begun_ < first_repetition && now - *proved_ >= patience;
}

Error HandshakeWatch::silence() const
{
    switch (last_) {
    case HandshakeSign::proof_pending:
        return {Errc::key_refused, "it does not accept the identity or the key"};
    case HandshakeSign::begun:
        return {Errc::silent, "it began the DTLS handshake but then stopped answering"};
    case HandshakeSign::unanswered:
    case HandshakeSign::none:
        break;
    }
    return {Errc::silent, "no answer to the DTLS handshake"};
}

}  // namespace coapnode
