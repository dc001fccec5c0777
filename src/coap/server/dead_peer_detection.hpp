// SPDX-License-Identifier: MIT
/// Detects that a peer has lost its session. A first ClientHello from a peer with a session comes from a client that
/// lost the session and uses the same port, or is forged (RFC 6347 section 4.2.8). So the peer is pinged within the
/// session. A peer that still has the session answers. The session ends only when another ClientHello comes after the
/// ping stayed unanswered: a single forgery cannot end the session of a sleeping client.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <cstdint>
#include <map>

namespace coapnode {

class DeadPeerDetection {
public:
    static constexpr Duration patience = 2500ms;  ///< for the answer to a ping
    static constexpr Duration pause = 10s;        ///< between two pings, while the peer answers
    /// How long an unanswered ping counts: DTLS clients retransmit a ClientHello after 60 s at the latest (RFC 6347
    /// section 4.2.4.1).
    static constexpr Duration memory = 120s;
    static constexpr std::size_t most = 64;  ///< peers at a time; a ClientHello of a further one is ignored

    enum class Verdict : std::uint8_t { wait, probe, dead };

    explicit DeadPeerDetection(const Clock& clock) : clock_{clock} {}

    /// A first ClientHello came from a peer with a session; `session` numbers it.
    Verdict on_client_hello(const Peer& peer, std::uint64_t session);

    /// The peer sent something within its session.
    void heard(const Peer& peer);

    /// The session has ended.
    void forget(const Peer& peer) { probes_.erase(peer); }

    [[nodiscard]] bool empty() const { return probes_.empty(); }

private:
    struct Probe {
        std::uint64_t session{};
        Instant asked{};
        bool answered = false;
    };
    [[nodiscard]] bool has_room(Instant now);

    const Clock& clock_;
    std::map<Peer, Probe> probes_;
};

}  // namespace coapnode
