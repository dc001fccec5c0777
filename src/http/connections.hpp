// SPDX-License-Identifier: MIT
/// The open connections: their number, their addresses and their deadlines.
///
/// libmicrohttpd's own timeout measures inactivity, so a client that sends a byte a second would live for ever. Here a
/// connection is shut down at its deadline; for libmicrohttpd the client has then disconnected.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "http/limits.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace coapnode::http {

constexpr Instant never = Instant::max();

struct Connection {
    int fd = -1;  ///< libmicrohttpd owns it
    Peer peer{};
    std::uint64_t listener = 0;  ///< the number of the listener that accepted it
    bool is_secure = false;
    bool is_counted = true;  ///< in the count per address
    Instant deadline = never;
    std::string name{};  ///< the peer's address for the log, built once
};

class Connections {
public:
    Connections(Scheduler& scheduler, Log& log, const HttpLimits& limits, HttpFigures& figures);

    [[nodiscard]] bool has_room_for(const Peer& peer) const;

    /// Sets the deadline for the head, including a TLS handshake.
    Connection& add(int fd, const Peer& peer, std::uint64_t listener, bool is_secure);
    void remove(Connection& connection);

    void expire_after(Connection& connection, Duration duration);
    static void never_expire(Connection& connection) { connection.deadline = never; }

    /// Shuts down the connections that `listener` accepted.
    void close_all_of(std::uint64_t listener);

private:
    [[nodiscard]] bool is_exempt(const Peer& peer) const;
    void arm(Instant due);
    void sweep();
    void expire(Connection& connection);

    Scheduler& scheduler_;
    Log& log_;
    const HttpLimits& limits_;
    HttpFigures& figures_;
    std::map<const Connection*, std::unique_ptr<Connection>> open_;
    std::map<Peer::Address, unsigned> of_address_;
    Instant due_ = never;  ///< when the timer fires
    Timer timer_;
};

}  // namespace coapnode::http
