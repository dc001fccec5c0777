// SPDX-License-Identifier: MIT
#include "http/connections.hpp"

#include "coapnode/core/ip_address.hpp"
#include "http/socket_address.hpp"

#include <sys/socket.h>
#include <algorithm>

namespace coapnode::http {

Connections::Connections(Scheduler& scheduler, Log& log, const HttpLimits& limits, HttpFigures& figures)
    : scheduler_{scheduler}, log_{log}, limits_{limits}, figures_{figures}
{
}

bool Connections::is_exempt(const Peer& peer) const
{
    return limits_.is_exempt && limits_.is_exempt(peer);
}

bool Connections::has_room_for(const Peer& peer) const
{
    if (open_.size() >= limits_.connections) return false;
    const auto found = of_address_.find(peer.address);
    return found == of_address_.end() || found->second < limits_.connections_per_address || is_exempt(peer);
}

Connection& Connections::add(int fd, const Peer& peer, std::uint64_t listener, bool is_secure)
{
    auto owned = std::make_unique<Connection>(
        Connection{fd, peer, listener, is_secure, !is_exempt(peer), never, to_text(peer.address)});
    auto& connection = *owned;
    open_.emplace(&connection, std::move(owned));
    if (connection.is_counted) ++of_address_[peer.address];
    figures_.connections = open_.size();
    expire_after(connection, head_deadline);
    return connection;
}

void Connections::remove(Connection& connection)
{
    if (connection.is_counted) {
        const auto count = of_address_.find(connection.peer.address);
        if (--count->second == 0) of_address_.erase(count);
    }
    open_.erase(&connection);
    figures_.connections = open_.size();
    if (!open_.empty()) return;
    timer_.reset();
    due_ = never;
}

void Connections::expire_after(Connection& connection, Duration duration)
{
    connection.deadline = scheduler_.now() + duration;
    if (connection.deadline < due_) arm(connection.deadline);
}

void Connections::arm(Instant due)
{
    due_ = due;
    timer_ = scheduler_.after(std::max(due - scheduler_.now(), sweep_interval), [this] { sweep(); });
}

void Connections::sweep()
{
    const auto now = scheduler_.now();
    auto next = never;
    for (const auto& [address, connection] : open_) {
        if (connection->deadline <= now) expire(*connection);
        next = std::min(next, connection->deadline);
    }
    timer_.reset();
    due_ = never;
    if (next != never) arm(next);
}

void Connections::expire(Connection& connection)
{
    ++figures_.expired;
    log_.debug("http: the connection from " + connection.name + " timed out");
    ::shutdown(connection.fd, SHUT_RDWR);
    connection.deadline = never;
}

void Connections::close_all_of(std::uint64_t listener)
{
    for (const auto& [address, connection] : open_) {
        if (connection->listener == listener) ::shutdown(connection->fd, SHUT_RDWR);
    }
}

}  // namespace coapnode::http
