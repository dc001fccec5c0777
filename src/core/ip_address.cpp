// SPDX-License-Identifier: MIT
#include "coapnode/core/ip_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>

namespace coapnode {

std::optional<Peer::Address> parse_address(const std::string& host)
{
    auto address = any_ipv4;
    if (host.find('\0') != std::string::npos) return std::nullopt;  // where the system would stop reading
    if (host.find(':') != std::string::npos) {
        if (::inet_pton(AF_INET6, host.c_str(), address.data()) == 1) return address;
        return std::nullopt;
    }
    if (::inet_pton(AF_INET, host.c_str(), address.data() + Peer::ipv4_at) == 1) return address;
    return std::nullopt;
}

bool is_link_local(const Peer::Address& address)
{
    return address[0] == 0xfe && (address[1] & 0xc0) == 0x80;
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
