// SPDX-License-Identifier: MIT
#include "http/listen_socket.hpp"

#include "http/socket_address.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace coapnode::http {

namespace {

/// Connections that the kernel queues until they are accepted.
constexpr int backlog = 128;

std::string cause_of(int error)
{
    switch (error) {
    case EACCES:
        return "only root may use ports below 1024: choose another port";
    case EADDRINUSE:
        return "another program uses this port (ss -tlpn shows which): stop it or choose another port";
    case EAFNOSUPPORT:
        return "this machine has no IPv6: listen on an IPv4 address instead";
    case EADDRNOTAVAIL:
    case ENODEV:
        return "this machine has no such address";
    default:
        return std::strerror(error);
    }
}

void set(int fd, int level, int option, int value)
{
    ::setsockopt(fd, level, option, &value, sizeof value);
}

/// Returns an errno value or 0.
int bind_and_listen(int fd, const SocketAddress& address)
{
    return ::bind(fd, address.get(), address.size) == 0 && ::listen(fd, backlog) == 0 ? 0 : errno;
}

void let_share(const std::vector<int>& fds, bool may_share)
{
    for (const int fd : fds)
        set(fd, SOL_SOCKET, SO_REUSEPORT, may_share ? 1 : 0);
}

/// Set only during the call, so that no other program can share the port later.
int listen_beside(std::vector<int> ours, int fd, const SocketAddress& address)
{
    ours.push_back(fd);
    let_share(ours, true);
    const int error = bind_and_listen(fd, address);
    let_share(ours, false);
    return error;
}

FileDescriptor new_socket(const SocketAddress& address)
{
    FileDescriptor fd{::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)};
    set(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (address.storage.ss_family == AF_INET6) set(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
    return fd;
}

/// Port 0 is not in use by any address.
std::vector<int> with_port(const std::vector<int>& fds, std::uint16_t port)
{
    std::vector<int> found;
    std::copy_if(fds.begin(), fds.end(), std::back_inserter(found),
                 [&](int fd) { return port != 0 && port_of(bound_address(fd)) == port; });
    return found;
}

bool knows_ipv6()
{
    const FileDescriptor fd{::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    return fd.is_open() || errno != EAFNOSUPPORT;
}

}  // namespace

Result<ListenSocket> open_listen_socket(const Listen& asked, const std::vector<int>& ours)
{
    const auto address = to_socket_address(asked.host == "::" && !knows_ipv6() ? Listen{"0.0.0.0", asked.port} : asked);
    if (!address) return fail(address);
    ListenSocket opened{asked, new_socket(*address)};
    if (!opened.fd.is_open()) return cannot_listen(asked, cause_of(errno));
    int error = bind_and_listen(opened.fd.get(), *address);
    if (error == EADDRINUSE) {
        const auto neighbours = with_port(ours, asked.port);
        if (!neighbours.empty()) error = listen_beside(neighbours, opened.fd.get(), *address);
    }
    if (error == EADDRNOTAVAIL) {
        set(opened.fd.get(), IPPROTO_IP, IP_FREEBIND, 1);  // also applies to IPv6
        error = bind_and_listen(opened.fd.get(), *address);
        opened.is_early = true;
    }
    if (error != 0) return cannot_listen(asked, cause_of(error));
    return opened;
}

Listen served_by(const ListenSocket& socket)
{
    return {socket.asked.host, port_of(bound_address(socket.fd.get()))};
}

}  // namespace coapnode::http
