// SPDX-License-Identifier: MIT
/// The connections that are open: how many, from where, and until when.
///
/// libmicrohttpd's own time-out counts inactivity: a client that sends a byte a second lives for ever. Here a
/// connection whose time is over is shut down, which libmicrohttpd sees as a client that has gone.
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
    std::uint64_t listener = 0;  ///< the number of the one that took it in
    bool is_secure = false;
    bool is_counted = true;  ///< in the limit per address
    Instant deadline = never;
    std::string name{};  ///< of the peer, as the log has it: made once, not at each request
};

class Connections {
public:
    Connections(Scheduler& scheduler, Log& log, const HttpLimits& limits, HttpFigures& figures);

    [[nodiscard]] bool has_room_for(const Peer& peer) const;

    /// Its head is due, and so is a TLS handshake before.
    Connection& add(int fd, const Peer& peer, std::uint64_t listener, bool is_secure);
    void remove(Connection& connection);

    void expire_after(Connection& connection, Duration duration);
    static void never_expire(Connection& connection) { connection.deadline = never; }

    /// Shuts down those that `listener` took in.
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
    Instant due_ = never;  ///< of the timer
    Timer timer_;
};

}  // namespace coapnode::http
