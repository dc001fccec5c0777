// SPDX-License-Identifier: MIT
/// An HTTP/1.1 server on libmicrohttpd in the caller's loop. It needs a Scheduler and WatchReadable.
///
///     HttpServer server{loop, watch, log, handler};
///     auto prepared = server.prepare({{"127.0.0.1", 8080}}, tls);      // opens sockets, reads the certificate
///     if (prepared) server.commit(std::move(*prepared), limits);
///
/// The handler gets only requests with unambiguous framing (framing.hpp, head.hpp). Others are answered 400, and their
/// connection is closed. In a chunked body libmicrohttpd 0.9.75 accepts a bare LF as a line end, and any trailers,
/// without a report. So the connection is closed after each chunked request, and nothing can be smuggled after it.
/// Empty lines before a request are skipped.
///
/// libmicrohttpd answers some requests itself, with short HTML: 414 and 431 for a head over 16 kB, 400 for text that is
/// not HTTP and for invalid chunks, and 505. It cannot answer a head that leaves too little of its memory, and 0.9.75
/// answers an invalid Content-Length with two heads; so these are answered past it (direct_answer.hpp). A connection is
/// closed without an answer at its deadline (limits.hpp).
///
/// A disconnected client is noticed at the next write; its HttpWork lives until then. Streams write a comment
/// periodically.
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
    /// The result of prepare() for commit(). Destroying it closes the new sockets.
    struct Prepared {
        std::vector<Listen> wanted;
        std::vector<http::ListenSocket> opened;
        std::unique_ptr<http::Daemon> daemon;  ///< nullptr: the current daemon continues
    };

    HttpServer(Scheduler& scheduler, WatchReadable watch, Log& log, HttpHandler& handler);
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;
    /// Ends all connections and destroys every HttpWork. Must not be called from within the handler.
    ~HttpServer();

    /// Opens sockets that are not open yet. `tls`: all addresses use HTTPS. Errors: cannot_listen; bad_input, when
    /// certificate and key cannot be used. Then nothing has changed.
    Result<Prepared> prepare(std::vector<Listen> wanted, std::optional<HttpTls> tls);

    /// Closes addresses that are no longer wanted, with their connections. The other addresses keep their connections.
    /// With a new certificate each of these is closed after its next answer, streams at their end.
    void commit(Prepared prepared, HttpLimits limits);

    /// The served addresses, with the port that the kernel chose for 0.
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
    std::vector<std::unique_ptr<http::Daemon>> daemons_;  ///< the last one gets new connections
    std::vector<Listener> listeners_;
    std::uint64_t last_number_ = 0;
    Timer cleaning_;
};

}  // namespace coapnode
