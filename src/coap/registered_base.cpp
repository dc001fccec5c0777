// SPDX-License-Identifier: MIT
#include "coap/registered_base.hpp"

#include "coap/listen_address.hpp"

#include <arpa/inet.h>

#include <array>
#include <cstring>
#include <vector>

namespace coapnode {

namespace {

std::string host_of(const coap_address_t& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto family = address.addr.sa.sa_family;
    const void* bytes = &address.addr.sin.sin_addr;
    if (family == AF_INET6) bytes = &address.addr.sin6.sin6_addr;
    inet_ntop(family, bytes, text.data(), text.size());
    return text.data();
}

bool is_loopback(const Listen& listen)
{
    return listen.host.starts_with("127.") || listen.host == "::1";
}

/// An address of its own that is listened on, where the way to the directory leads over another one.
bool stands_alone(const Listen& listen, const coap_address_t& local)
{
    const auto address = to_coap_address(listen);
    const bool any = listen.host == "::" || listen.host == "0.0.0.0";
    return address && !any && !is_loopback(listen) && address->addr.sa.sa_family == local.addr.sa.sa_family;
}

std::optional<Listen> served(const std::vector<Listen>& all, const coap_address_t& local)
{
    for (const auto& listen : all) {
        auto towards = local;
        coap_address_set_port(&towards, listen.port);
        if (listen.port != 0 && may_receive(listen, towards)) return Listen{host_of(local), listen.port};
    }
    for (const auto& listen : all) {
        if (listen.port != 0 && stands_alone(listen, local)) return listen;
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> base_towards(const coap_address_t& local, const CoapConfig& coap, const DtlsConfig& dtls)
{
    if (const auto plain = served(coap.listen, local)) return "coap://" + to_string(*plain);
    if (dtls.identities.empty()) return std::nullopt;
    if (const auto secure = served(dtls.listen, local)) return "coaps://" + to_string(*secure);
    return std::nullopt;
}

}  // namespace coapnode
