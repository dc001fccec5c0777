// SPDX-License-Identifier: MIT
#include "http/daemon.hpp"

#include "http/callbacks.hpp"
#include "http/exchange.hpp"
#include "http/options.hpp"

#include <microhttpd.h>

#include <utility>

namespace coapnode::http {

namespace {

/// Runs in a row before the loop's other sources get their turn.
constexpr int most_runs = 4;

}  // namespace

Result<std::unique_ptr<Daemon>> Daemon::start(Service& service, std::optional<HttpTls> tls)
{
    auto daemon = std::make_unique<Daemon>(service, std::move(tls));
    if (const auto begun = daemon->begin(); !begun) return fail(begun);
    return daemon;
}

Daemon::Daemon(Service& service, std::optional<HttpTls> tls)
    : service_{service}, tls_{std::move(tls)}, handshakes_{service.watch, [this] { run(); }}
{
}

Daemon::~Daemon()
{
    if (handle_ == nullptr) return;
    is_stopping_ = true;
    timer_.reset();
    watch_.reset();
    for (auto& exchange : exchanges_)
        exchange.abort();  // libmicrohttpd ends the process when a connection is still suspended
    handshakes_.resume_all();
    MHD_stop_daemon(handle_);
}

Result<void> Daemon::begin()
{
    auto options = options_of(this, tls_);
    handle_ = MHD_start_daemon(flags_of(tls_.has_value()), 0, nullptr, nullptr, &Callbacks::on_request, this,
                               MHD_OPTION_ARRAY, options.data(), MHD_OPTION_END);
    if (handle_ == nullptr) {
        const std::string what = tls_ ? "the certificate and its key cannot be used: " : "cannot serve HTTP: ";
        return fail(tls_ ? Errc::bad_input : Errc::busy, what + last_words_);
    }
    const auto* const info = MHD_get_daemon_info(handle_, MHD_DAEMON_INFO_EPOLL_FD);
    watch_ = service_.watch(info->epoll_fd, [this] { run(); });
    return {};
}

void Daemon::run()
{
    timer_.reset();
    is_running_ = true;
    for (int runs = 0; runs == 0 || (runs < most_runs && (is_wanted_again_ || until_next_run() == Duration::zero()));
         ++runs) {
        is_wanted_again_ = false;
        MHD_run(handle_);
        handshakes_.suspend_all();
    }
    is_running_ = false;
    wait();
}

/// Zero: at once, as after each answer to a request that was suspended. nullopt: when a socket is ready.
std::optional<Duration> Daemon::until_next_run() const
{
    MHD_UNSIGNED_LONG_LONG milliseconds = 0;
    if (MHD_get_timeout(handle_, &milliseconds) != MHD_YES) return std::nullopt;
    return std::chrono::milliseconds{milliseconds};
}

/// Later: otherwise libmicrohttpd would call a handler while that handler replies.
void Daemon::run_soon()
{
    if (std::exchange(is_wanted_again_, true) || is_running_ || is_stopping_) return;
    run_after(Duration::zero());
}

void Daemon::wait()
{
    if (std::exchange(is_wanted_again_, false)) return run_soon();
    if (const auto delay = until_next_run()) run_after(*delay);
    if (emptied_ && is_empty()) emptied_();
}

void Daemon::run_after(Duration delay)
{
    timer_ = service_.scheduler.after(delay, [this] { run(); });
}

void Daemon::add(FileDescriptor client, const SocketAddress& address, std::uint64_t listener)
{
    arriving_ = &service_.connections.add(client.get(), to_peer(address), listener, tls_.has_value());
    MHD_add_connection(handle_, client.release(), address.get(), address.size);  // closes it on failure
    if (arriving_ != nullptr) service_.connections.remove(*std::exchange(arriving_, nullptr));
}

void Daemon::retire(std::function<void()> emptied)
{
    emptied_ = std::move(emptied);
    if (is_empty()) emptied_();
}

void Daemon::close_all_of(std::uint64_t listener)
{
    for (auto& exchange : exchanges_) {
        if (exchange.connection().listener == listener) exchange.abort();
    }
}

void Daemon::note_started(Connection& connection, MHD_Connection* handle)
{
    ++connections_;
    if (tls_) handshakes_.add(handle, connection.fd);
}

Exchange* Daemon::begin_exchange(Connection& connection, MHD_Connection* handle, const char* target)
{
    handshakes_.remove(handle);
    auto& exchange = exchanges_.emplace_front(
        service_, connection, handle, target == nullptr ? "" : target, [this] { run_soon(); },
        [this] { return emptied_ != nullptr; });
    exchange.place = exchanges_.begin();
    return &exchange;
}

void Daemon::refuse_early()
{
    for (auto& exchange : exchanges_) {
        if (!exchange.has_head()) exchange.refuse_early();
    }
}

void Daemon::end_exchange(Exchange* exchange)
{
    std::list<Exchange> ended;  // moved out first, because its destruction may start or resume others
    ended.splice(ended.begin(), exchanges_, exchange->place);
}

void Daemon::note_closed(Connection& connection, MHD_Connection* handle)
{
    handshakes_.remove(handle);
    --connections_;
    service_.connections.remove(connection);
}

}  // namespace coapnode::http
