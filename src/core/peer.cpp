// SPDX-License-Identifier: MIT
#include "coapnode/core/peer.hpp"

#include <algorithm>

namespace coapnode {

bool is_ipv4(const Peer::Address& address)
{
    return std::equal(any_ipv4.begin(), any_ipv4.begin() + Peer::ipv4_at, address.begin());
}

bool is_multicast(const Peer::Address& address)
{
    return is_ipv4(address) ? address[Peer::ipv4_at] >> 4 == 0xe : address.front() == 0xff;
}

Network network_of(const Peer& peer)
{
    constexpr std::size_t ipv4_prefix = Peer::ipv4_at + 3;
    constexpr std::size_t ipv6_prefix = 7;
    Network network;
    std::copy_n(peer.address.begin(), is_ipv4(peer.address) ? ipv4_prefix : ipv6_prefix, network.prefix.begin());
    return network;
}

}  // namespace coapnode
