// SPDX-License-Identifier: MIT
/// Decides whether a server that stops answering during a handshake refuses the key. Pure.
///
/// A server that cannot verify the client's Finished drops it, as it must drop any forged record. So a wrong key looks
/// like silence after Finished. On a lossy network a server with the right key may be silent there too. So silence
/// proves nothing when an earlier datagram was retransmitted.
#pragma once

#include "coap/wire/handshake_sign.hpp"
#include "coapnode/core/error.hpp"
#include "coapnode/core/time.hpp"

#include <optional>

namespace coapnode {

class HandshakeWatch {
public:
    /// With the right key the answer comes after one round trip. GnuTLS retransmits its flight after one second.
    static constexpr Duration patience = 3s;
    /// A handshake that reaches this point earlier had no retransmission.
    static constexpr Duration first_repetition = 1s;

    explicit HandshakeWatch(Instant begun) : begun_{begun} {}

    void note(HandshakeSign sign, Instant now);

    [[nodiscard]] bool is_refused(Instant now) const;

    /// The meaning of the silence so far.
    [[nodiscard]] Error silence() const;

private:
    Instant begun_;
    HandshakeSign last_ = HandshakeSign::unanswered;
    std::optional<Instant> proved_;
};

}  // namespace coapnode
