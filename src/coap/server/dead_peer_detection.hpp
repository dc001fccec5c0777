// SPDX-License-Identifier: MIT
/// Whether a session is still the one that its peer has. A first ClientHello from a peer with a session is a client
/// that lost it and comes back from its old port, or a forgery (RFC 6347 section 4.2.8): nothing proves who sent it. So
/// the peer is asked within the session. One that still has it answers; it is over when a ClientHello comes after a
/// silence. The first one alone ends nothing, so that one forgery costs a client that sleeps nothing.
#pragma once

#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <cstdint>
#include <map>

namespace coapnode {

class DeadPeerDetection {
public:
    static constexpr Duration patience = 2500ms;  ///< for an answer
    static constexpr Duration pause = 10s;        ///< from one question to the next, while the peer answers
    /// For how long a question that was not answered counts: DTLS clients repeat a ClientHello after 60 s at the latest
    /// (RFC 6347 section 4.2.4.1).
    static constexpr Duration memory = 120s;
    static constexpr std::size_t most = 64;  ///< peers at a time; a ClientHello of another one changes nothing

    enum class Verdict : std::uint8_t { wait, probe, dead };

    explicit DeadPeerDetection(const Clock& clock) : clock_{clock} {}

    /// A first ClientHello came from a peer with a session; `session` numbers it.
    Verdict on_client_hello(const Peer& peer, std::uint64_t session);

    /// Something came from the peer within its session.
    void heard(const Peer& peer);

    /// The session is over.
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
