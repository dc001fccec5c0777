// SPDX-License-Identifier: MIT
#include "coapnode/core/peer.hpp"

#include <algorithm>
#include <cstddef>

namespace coapnode {

bool is_ipv4(const Peer& peer)
{
    constexpr std::array<std::uint8_t, 12> before_ipv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::equal(before_ipv4.begin(), before_ipv4.end(), peer.address.begin());
}

Network network_of(const Peer& peer)
{
    constexpr std::size_t ipv4_prefix = 15;  // with the bytes before IPv4
    constexpr std::size_t ipv6_prefix = 7;
    Network network;
    std::copy_n(peer.address.begin(), is_ipv4(peer) ? ipv4_prefix : ipv6_prefix, network.prefix.begin());
    return network;
}

}  // namespace coapnode
