// SPDX-License-Identifier: MIT
/// Who is at the other end, and the network that it is in: values that need no allocation and no library.
///
/// They are ordered, for std::map: a peer chooses much of its address, so a hash that anybody can foresee would let it
/// fill one bucket.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace coapnode {

/// A UDP address and port.
struct Peer {
    using Address = std::array<std::uint8_t, 16>;
    static constexpr std::size_t ipv4_at = 12;  ///< where the four bytes of an IPv4 address begin

    Address address{};      ///< IPv4 as ::ffff:192.0.2.1
    std::uint16_t port{};   ///< in the byte order of the machine
    std::uint32_t scope{};  ///< the interface of a link-local address; 0 otherwise

    auto operator<=>(const Peer&) const = default;
};

[[nodiscard]] bool is_ipv4(const Peer::Address& address);
[[nodiscard]] bool is_multicast(const Peer::Address& address);

/// What one holder of addresses has as a rule: /24 of IPv4, /56 of IPv6.
struct Network {
    Peer::Address prefix{};  ///< with zeros behind it

    auto operator<=>(const Network&) const = default;
};

[[nodiscard]] Network network_of(const Peer& peer);

}  // namespace coapnode
