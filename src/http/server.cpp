// SPDX-License-Identifier: MIT
#include "http/server.hpp"

#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/ip_address.hpp"
#include "http/exchange.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

bool contains(const std::vector<Listen>& all, const Listen& one)
{
    return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace

HttpServer::HttpServer(Scheduler& scheduler, WatchReadable watch, Log& log, HttpHandler& handler)
    : service_{scheduler, std::move(watch), log, handler}
{
}

HttpServer::~HttpServer()
{
    listeners_.clear();
    daemons_.clear();
}

Result<HttpServer::Prepared> HttpServer::prepare(std::vector<Listen> wanted, std::optional<HttpTls> tls)
{
    Prepared prepared;
    if (daemons_.empty() || daemons_.back()->tls() != tls) {
        auto daemon = http::Daemon::start(service_, std::move(tls));
        if (!daemon) return fail(daemon);
        prepared.daemon = std::move(*daemon);
    }
    const auto ours = unwanted_sockets(wanted);
    for (const auto& asked : wanted) {
        if (listener_of(asked) != nullptr) continue;
        auto opened = http::open_listen_socket(asked, ours);
        if (!opened) return fail(opened);
        prepared.opened.push_back(std::move(*opened));
    }
    prepared.wanted = std::move(wanted);
    return prepared;
}

void HttpServer::commit(Prepared prepared, HttpLimits limits)
{
    service_.limits = std::move(limits);
    if (prepared.daemon) replace_daemon(std::move(prepared.daemon));
    close_unwanted(prepared.wanted);
    for (auto& socket : prepared.opened)
        serve(std::move(socket));
}

void HttpServer::replace_daemon(std::unique_ptr<http::Daemon> daemon)
{
    auto* const old = daemons_.empty() ? nullptr : daemons_.back().get();
    daemons_.push_back(std::move(daemon));
    if (old == nullptr) return;
    old->retire([this] {
        cleaning_ = service_.scheduler.after(Duration::zero(), [this] {
            const auto last = std::prev(daemons_.end());
            daemons_.erase(std::remove_if(daemons_.begin(), last, [](const auto& one) { return one->is_empty(); }),
                           last);
        });
    });
}

void HttpServer::close_unwanted(const std::vector<Listen>& wanted)
{
    std::erase_if(listeners_, [&](const Listener& listener) {
        if (contains(wanted, listener.acceptor->socket().asked)) return false;
        service_.connections.close_all_of(listener.number);
        for (const auto& daemon : daemons_)
            daemon->close_all_of(listener.number);
        return true;
    });
}

void HttpServer::serve(http::ListenSocket socket)
{
    const auto number = ++last_number_;
    if (socket.is_early) {
        const auto name = to_text(socket.asked);
        service_.log.warning(name, "not serving " + name + " yet: this machine has no such address");
    }
    auto take = [this, number](FileDescriptor client, const http::SocketAddress& address) {
        arrived(std::move(client), address, number);
    };
    listeners_.push_back({number, std::make_unique<http::Acceptor>(service_.scheduler, service_.watch, service_.log,
                                                                   std::move(socket), std::move(take))});
}

void HttpServer::arrived(FileDescriptor client, const http::SocketAddress& address, std::uint64_t listener)
{
    const auto peer = http::to_peer(address);
    if (!service_.connections.has_room_for(peer)) return refuse(peer);
    daemons_.back()->add(std::move(client), address, listener);
}

void HttpServer::refuse(const Peer& peer)
{
    ++service_.figures.refused_connections;
    service_.log.warning("http connections", "refused an HTTP connection from " + to_text(peer.address) +
                                                 ": too many are open (limits: connections)");
}

std::vector<Listen> HttpServer::addresses() const
{
    std::vector<Listen> served;
    for (const auto& listener : listeners_)
        served.push_back(http::served_by(listener.acceptor->socket()));
    return served;
}

const HttpServer::Listener* HttpServer::listener_of(const Listen& asked) const
{
    const auto found = std::find_if(listeners_.begin(), listeners_.end(), [&](const Listener& listener) {
        return listener.acceptor->socket().asked == asked;
    });
    return found == listeners_.end() ? nullptr : &*found;
}

std::vector<int> HttpServer::unwanted_sockets(const std::vector<Listen>& wanted) const
{
    std::vector<int> fds;
    for (const auto& listener : listeners_) {
        const auto& socket = listener.acceptor->socket();
        if (!contains(wanted, socket.asked)) fds.push_back(socket.fd.get());
    }
    return fds;
}

}  // namespace coapnode
