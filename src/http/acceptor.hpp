// SPDX-License-Identifier: MIT
/// Accepts the clients of one listen socket.
///
/// libmicrohttpd can accept by itself. But at its limit it stops, so that all clients hang, and its descriptors cannot
/// be chosen.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/loop/watch_readable.hpp"
#include "http/listen_socket.hpp"
#include "http/socket_address.hpp"

#include <functional>
#include <memory>

namespace coapnode::http {

class Acceptor {
public:
    /// Descriptors below are left to DTLS: libcoap's GnuTLS back end waits with select().
    static constexpr int least_descriptor = 1024;
    /// Clients that are taken in one turn of the loop.
    static constexpr int most_a_turn = 32;
    /// How long none is accepted after the process ran out of descriptors.
    static constexpr Duration pause = 1s;

    using Arrived = std::function<void(FileDescriptor, const SocketAddress&)>;

    Acceptor(Scheduler& scheduler, WatchReadable watch, Log& log, ListenSocket socket, Arrived arrived);

    [[nodiscard]] const ListenSocket& socket() const { return socket_; }

private:
    void watch();
    void accept_some();
    void rest(int error);

    Scheduler& scheduler_;
    WatchReadable watch_readable_;
    Log& log_;
    ListenSocket socket_;
    Arrived arrived_;
    Timer timer_;
    std::shared_ptr<void> watch_;
};

}  // namespace coapnode::http
