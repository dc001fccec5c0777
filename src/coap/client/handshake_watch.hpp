// SPDX-License-Identifier: MIT
/// Whether a server that falls silent in the middle of a handshake refuses the key. Pure.
///
/// A server that cannot verify the client's Finished drops it, as it must drop any forged record. So a wrong key looks
/// like silence at that very point. On a network that loses datagrams an honest server is silent there, too: where one
/// of the datagrams before was repeated, silence proves nothing.
#pragma once

#include "coap/wire/handshake_sign.hpp"
#include "coapnode/core/error.hpp"
#include "coapnode/core/time.hpp"

#include <optional>

namespace coapnode {

class HandshakeWatch {
public:
    /// With the right key the answer is there after one round trip. GnuTLS repeats its flight after one second.
    static constexpr Duration patience = 3s;
    /// Before this a handshake has come so far without a repetition.
    static constexpr Duration first_repetition = 1s;

    explicit HandshakeWatch(Instant begun) : begun_{begun} {}

    void note(HandshakeSign sign, Instant now);

    [[nodiscard]] bool is_refused(Instant now) const;

    /// What the silence so far means.
    [[nodiscard]] Error silence() const;

private:
    Instant begun_;
    HandshakeSign last_ = HandshakeSign::unanswered;
    std::optional<Instant> proved_;
};

}  // namespace coapnode
