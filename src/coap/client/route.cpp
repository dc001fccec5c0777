// SPDX-License-Identifier: MIT
#include "coap/client/route.hpp"

#include "coap/wire/listen_address.hpp"
#include "coap/wire/peer.hpp"
#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace coapnode {

Failure no_route()
{
    return fail(Errc::no_route, "this machine has no route to it");
}

Error told_by_icmp()
{
    return {Errc::unreachable, "its port is closed, or the host cannot be reached"};
}

Result<Peer> peer_at(const Listen& where)
{
    const auto address = to_coap_address(where);
    if (!address) return no_route();
    return peer_of(address->addr.sa);
}

std::string to_string(const Peer& peer)
{
    auto host = host_text(to_coap_address(peer));
    std::array<char, IF_NAMESIZE> zone{};
    if (peer.scope != 0 && ::if_indextoname(peer.scope, zone.data()) != nullptr) host += std::string{'%'} + zone.data();
    return to_text(Listen{host, peer.port});
}

coap_address_t to_coap_address(const Peer& peer)
{
    coap_address_t address{};
    coap_address_init(&address);
    if (is_ipv4(peer.address)) {
        address.size = sizeof address.addr.sin;
        address.addr.sin.sin_family = AF_INET;
        std::memcpy(&address.addr.sin.sin_addr, &peer.address[Peer::ipv4_at], sizeof address.addr.sin.sin_addr);
    } else {
        address.size = sizeof address.addr.sin6;
        address.addr.sin6.sin6_family = AF_INET6;
        std::copy(peer.address.begin(), peer.address.end(), std::begin(address.addr.sin6.sin6_addr.s6_addr));
        address.addr.sin6.sin6_scope_id = peer.scope;
    }
    coap_address_set_port(&address, peer.port);
    return address;
}

Result<Peer> local_towards(const Peer& peer)
{
    const auto remote = to_coap_address(peer);
    const FileDescriptor socket{::socket(remote.addr.sa.sa_family, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket.is_open() && (errno == EMFILE || errno == ENFILE))
        return fail(Errc::busy, "too many files and connections are open for one more session");
    // Connecting a UDP socket sends nothing.
    if (!socket.is_open() || ::connect(socket.get(), &remote.addr.sa, remote.size) != 0) return no_route();
    coap_address_t local{};
    coap_address_init(&local);
    local.size = sizeof local.addr;
    if (::getsockname(socket.get(), &local.addr.sa, &local.size) != 0) return no_route();
    return peer_of(local.addr.sa);
}

}  // namespace coapnode
