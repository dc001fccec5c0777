// SPDX-License-Identifier: MIT
#include "coapnode/core/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

namespace coapnode {

std::optional<Peer::Address> parse_address(const std::string& host)
{
    Peer::Address address{};
    for (const auto& text : {host, "::ffff:" + host}) {
        if (::inet_pton(AF_INET6, text.c_str(), address.data()) == 1) return address;
    }
    return std::nullopt;
}

std::string to_text(const Peer::Address& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const bool ipv4 = is_ipv4(address);
    const auto* const bytes = address.data() + (ipv4 ? Peer::ipv4_at : 0);
    ::inet_ntop(ipv4 ? AF_INET : AF_INET6, bytes, text.data(), text.size());
    return text.data();
}

}  // namespace coapnode
