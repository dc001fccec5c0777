// SPDX-License-Identifier: MIT
/// The address of a peer and its network, as plain values without allocation.
///
/// They are ordered, for std::map. A hash table would be unsafe: a peer chooses much of its address, and could fill one
/// bucket of a predictable hash.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace coapnode {

/// A UDP address and port.
struct Peer {
    using Address = std::array<std::uint8_t, 16>;
    static constexpr std::size_t ipv4_at = 12;  ///< index of the first of the four bytes of an IPv4 address

    Address address{};      ///< IPv4 as ::ffff:192.0.2.1
    std::uint16_t port{};   ///< in host byte order
    std::uint32_t scope{};  ///< the interface of a link-local address; 0 otherwise

    auto operator<=>(const Peer&) const = default;
};

/// 0.0.0.0. Any IPv4 address is this one with its own four bytes from Peer::ipv4_at on.
inline constexpr Peer::Address any_ipv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

[[nodiscard]] bool is_ipv4(const Peer::Address& address);
[[nodiscard]] bool is_multicast(const Peer::Address& address);

/// The block of addresses that one owner usually holds: /24 of IPv4, /56 of IPv6.
struct Network {
    Peer::Address prefix{};  ///< followed by zeros

    auto operator<=>(const Network&) const = default;
};

[[nodiscard]] Network network_of(const Peer& peer);

}  // namespace coapnode
