// SPDX-License-Identifier: MIT
#include "coap/wire/peer.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

template <class T>
std::string raw(const T& value)
{
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

}  // namespace

std::string_view identity_of(const coap_session_t& session)
{
    // On plain UDP the identity is not null but empty.
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

std::string peer_of(const sockaddr& address)
{
    if (address.sa_family == AF_INET) {
        const auto& ipv4 = reinterpret_cast<const sockaddr_in&>(address);
        return raw(ipv4.sin_addr) + raw(ipv4.sin_port);
    }
    const auto& ipv6 = reinterpret_cast<const sockaddr_in6&>(address);
    return raw(ipv6.sin6_addr) + raw(ipv6.sin6_port) + raw(ipv6.sin6_scope_id);
}

std::string peer_of(const coap_session_t& session)
{
    return peer_of(coap_session_get_addr_remote(&session)->addr.sa);
}

std::string network_of(const coap_session_t& session)
{
    constexpr std::size_t ipv4_prefix = 3;
    constexpr std::size_t ipv6_prefix = 7;
    constexpr std::size_t before_mapped_ipv4 = 12;  // ::ffff:192.0.2.1
    const auto& address = *coap_session_get_addr_remote(&session);
    if (address.addr.sa.sa_family == AF_INET) return raw(address.addr.sin.sin_addr).substr(0, ipv4_prefix);
    const auto bytes = raw(address.addr.sin6.sin6_addr);
    if (IN6_IS_ADDR_V4MAPPED(&address.addr.sin6.sin6_addr)) return bytes.substr(before_mapped_ipv4, ipv4_prefix);
    return bytes.substr(0, ipv6_prefix);
}

std::string printable_peer(const coap_session_t& session)
{
    std::array<unsigned char, 64> text{};
    const auto length = coap_print_addr(coap_session_get_addr_remote(&session), text.data(), text.size());
    return {reinterpret_cast<const char*>(text.data()), std::min<std::size_t>(length, text.size())};
}

bool is_resized(const coap_session_t& session)
{
    constexpr std::size_t most_overhead = 128;  // of DTLS; libcoap takes 29 bytes or the cipher suite's own
    const auto size = coap_session_max_pdu_size(&session);
    return size > COAP_DEFAULT_MTU || size < COAP_DEFAULT_MTU - most_overhead;
}

}  // namespace coapnode
