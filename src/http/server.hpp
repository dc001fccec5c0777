// SPDX-License-Identifier: MIT
/// An HTTP/1.1 server on libmicrohttpd, in the loop of whoever has one: it needs a Scheduler and WatchReadable.
///
///     HttpServer server{loop, watch, log, handler};
///     auto prepared = server.prepare({{"127.0.0.1", 8080}}, tls);      // opens sockets, reads the certificate
///     if (prepared) server.commit(std::move(*prepared), limits);
///
/// The handler sees requests whose framing is beyond doubt (framing.hpp, head.hpp). Others are answered 400 here, and
/// their connection is closed. What libmicrohttpd 0.9.75 hides: in a chunked body it takes a bare LF for a line end,
/// and trailers of any form. So the connection is closed behind each chunked request, and nothing can hide behind one.
/// Empty lines before a request are skipped.
///
/// libmicrohttpd answers by itself, with a little HTML: 414 and 431 for a head over 16 kB, 400 for what is no HTTP and
/// for a Content-Length that is no number (0.9.75 sends the head of this answer twice), 505. A connection whose time is
/// over (limits.hpp) is closed without an answer.
///
/// A client that leaves is noticed when something is written to it: HttpWork lives until then. Streams write a comment
/// now and then.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/http/handler.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/loop/watch_readable.hpp"
#include "http/acceptor.hpp"
#include "http/daemon.hpp"
#include "http/limits.hpp"
#include "http/service.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace coapnode {

class HttpServer {
public:
    /// What commit() will put into force; dropping it closes what was opened.
    struct Prepared {
        std::vector<Listen> wanted;
        std::vector<http::ListenSocket> opened;
        std::unique_ptr<http::Daemon> daemon;  ///< nullptr: the one that there is goes on
    };

    HttpServer(Scheduler& scheduler, WatchReadable watch, Log& log, HttpHandler& handler);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    /// Ends all connections and destroys every HttpWork. Not from within a call of the handler.
    ~HttpServer();

    /// Opens what is not open yet. `tls`: all addresses speak HTTPS. Errors: cannot_listen; bad_input, where
    /// certificate and key cannot be used. Then nothing has changed.
    Result<Prepared> prepare(std::vector<Listen> wanted, std::optional<HttpTls> tls);

    /// Closes the addresses that are not wanted any more, with their connections. Those that stay keep theirs; with
    /// another certificate, each of them is closed behind its next answer, streams when they end.
    void commit(Prepared prepared, HttpLimits limits);

    /// What is served, with the port that the kernel chose for 0.
    [[nodiscard]] std::vector<Listen> addresses() const;

    [[nodiscard]] const HttpFigures& figures() const { return service_.figures; }

private:
    struct Listener {
        std::uint64_t number;
        std::unique_ptr<http::Acceptor> acceptor;
    };

    [[nodiscard]] const Listener* listener_of(const Listen& asked) const;
    [[nodiscard]] std::vector<int> unwanted_sockets(const std::vector<Listen>& wanted) const;
    void replace_daemon(std::unique_ptr<http::Daemon> daemon);
    void close_unwanted(const std::vector<Listen>& wanted);
    void serve(http::ListenSocket socket);
    void arrived(FileDescriptor client, const http::SocketAddress& address, std::uint64_t listener);
    void refuse(const Peer& peer);

    http::Service service_;
    std::vector<std::unique_ptr<http::Daemon>> daemons_;  ///< the last one takes new connections
    std::vector<Listener> listeners_;
    std::uint64_t last_number_ = 0;
    Timer cleaning_;
};

}  // namespace coapnode
