// SPDX-License-Identifier: MIT
#include "directory/registered_base.hpp"

#include "coapnode/core/ip_address.hpp"

#include <vector>

namespace coapnode {

namespace {

const Peer::Address any_ipv6{};
constexpr Peer::Address loopback_ipv6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
constexpr std::uint8_t loopback_ipv4 = 127;

bool is_of_one_network_card(const Peer::Address& address)
{
    if (address == any_ipv6 || address == any_ipv4 || address == loopback_ipv6) return false;
    return !is_ipv4(address) || address[Peer::ipv4_at] != loopback_ipv4;
}

/// Without the interface, whose name says nothing to other machines.
std::optional<Peer::Address> address_of(const Listen& listen)
{
    if (listen.port == 0) return std::nullopt;
    return parse_address(listen.host.substr(0, listen.host.find('%')));
}

/// Whether a socket bound to `bound` receives what is sent to `local`: one of [::] receives IPv4, too.
bool may_receive(const Peer::Address& bound, const Peer::Address& local)
{
    return bound == local || bound == any_ipv6 || (bound == any_ipv4 && is_ipv4(local));
}

std::string authority(const Peer::Address& address, std::uint16_t port)
{
    const auto host = to_text(address);
    return (is_ipv4(address) ? host : '[' + host + ']') + ':' + std::to_string(port);
}

std::optional<std::string> served(const std::vector<Listen>& all, const Peer::Address& local)
{
    for (const auto& listen : all) {
        if (const auto bound = address_of(listen); bound && may_receive(*bound, local))
            return authority(local, listen.port);
    }
    // An address of its own that is listened on, where the way to the directory leads over another one.
    for (const auto& listen : all) {
        const auto bound = address_of(listen);
        if (bound && is_ipv4(*bound) == is_ipv4(local) && is_of_one_network_card(*bound))
            return authority(*bound, listen.port);
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> base_towards(const Peer::Address& local, const CoapConfig& coap, const DtlsConfig& dtls)
{
    if (const auto plain = served(coap.listen, local)) return "coap://" + *plain;
    if (dtls.identities.empty()) return std::nullopt;
    if (const auto secure = served(dtls.listen, local)) return "coaps://" + *secure;
    return std::nullopt;
}

}  // namespace coapnode
