// SPDX-License-Identifier: MIT
#include "coap/wire/peer.hpp"

#include <netinet/in.h>
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>

namespace coapnode {

std::string_view identity_of(const coap_session_t& session)
{
    // Over plain UDP the identity is empty, not null.
    if (coap_session_get_proto(&session) != COAP_PROTO_DTLS) return {};
    const auto* const identity = coap_session_get_psk_identity(&session);
    if (identity == nullptr) return {};
    return {reinterpret_cast<const char*>(identity->s), identity->length};
}

ByteView psk_of(const coap_session_t& session)
{
    if (coap_session_get_proto(&session) != COAP_PROTO_DTLS) return {};
    const auto* const key = coap_session_get_psk_key(&session);
    return key != nullptr ? ByteView{key->s, key->length} : ByteView{};
}

Peer peer_of(const sockaddr& address)
{
    Peer peer;
    if (address.sa_family == AF_INET) {
        const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
        peer.address = any_ipv4;
        std::memcpy(&peer.address[Peer::ipv4_at], &ipv4.sin_addr, sizeof ipv4.sin_addr);
        peer.port = ntohs(ipv4.sin_port);
        return peer;
    }
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
    std::memcpy(peer.address.data(), &ipv6.sin6_addr, peer.address.size());
    peer.port = ntohs(ipv6.sin6_port);
    peer.scope = ipv6.sin6_scope_id;
    return peer;
}

Peer peer_of(const coap_session_t& session)
{
    return peer_of(coap_session_get_addr_remote(&session)->addr.sa);
}

bool came_by_multicast(const coap_session_t& session)
{
    return is_multicast(peer_of(coap_session_get_addr_local(&session)->addr.sa).address);
}

std::string printable_peer(const coap_session_t& session)
{
    std::array<unsigned char, 64> text{};
    const auto length = coap_print_addr(coap_session_get_addr_remote(&session), text.data(), text.size());
    return {reinterpret_cast<const char*>(text.data()), std::min<std::size_t>(length, text.size())};
}

}  // namespace coapnode
