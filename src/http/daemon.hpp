// SPDX-License-Identifier: MIT
/// A libmicrohttpd daemon in our loop. It does HTTP and TLS, and has no thread and no listen socket.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/result.hpp"
#include "http/handshakes.hpp"
#include "http/service.hpp"
#include "http/socket_address.hpp"

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <string>

struct MHD_Connection;
struct MHD_Daemon;

namespace coapnode {

/// PEM, as text.
struct HttpTls {
    std::string certificate;  ///< with the chain
    std::string key;

    bool operator==(const HttpTls&) const = default;
};

namespace http {

class Exchange;

class Daemon {
public:
    /// Errors: bad_input, when certificate and key cannot be used; busy.
    static Result<std::unique_ptr<Daemon>> start(Service& service, std::optional<HttpTls> tls);

    explicit Daemon(Service& service, std::optional<HttpTls> tls);
    Daemon(const Daemon&) = delete;
    Daemon& operator=(const Daemon&) = delete;
    /// Ends all connections. Must not be called from within the HttpHandler.
    ~Daemon();

    /// Serves a client that `listener` accepted.
    void add(FileDescriptor client, const SocketAddress& address, std::uint64_t listener);

    /// Another daemon gets the new connections. Each connection of this one is closed after its next answer. `emptied`
    /// is called when none is left, possibly within this call.
    void retire(std::function<void()> emptied);
    [[nodiscard]] bool is_empty() const { return connections_ == 0; }

    /// Ends the connections that `listener` accepted.
    void close_all_of(std::uint64_t listener);

    [[nodiscard]] const std::optional<HttpTls>& tls() const { return tls_; }

private:
    friend struct Callbacks;

    Result<void> begin();
    void run();
    void run_soon();
    [[nodiscard]] std::optional<Duration> until_next_run() const;
    void wait();
    void run_after(Duration delay);

    void note_started(Connection& connection, MHD_Connection* handle);
    Exchange* begin_exchange(Connection& connection, MHD_Connection* handle, const char* target);
    /// libmicrohttpd reports something, which may be a head that it cannot read.
    void refuse_early();
    void end_exchange(Exchange* exchange);
    void note_closed(Connection& connection, MHD_Connection* handle);

    Service& service_;
    std::optional<HttpTls> tls_;
    std::string last_words_;  ///< libmicrohttpd's last message during its start
    MHD_Daemon* handle_ = nullptr;
    std::list<Exchange> exchanges_;
    Handshakes handshakes_;
    std::size_t connections_ = 0;
    Connection* arriving_ = nullptr;
    std::function<void()> emptied_;
    bool is_running_ = false;
    bool is_wanted_again_ = false;
    bool is_stopping_ = false;
    Timer timer_;
    std::shared_ptr<void> watch_;
};

}  // namespace http

}  // namespace coapnode
