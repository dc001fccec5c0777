// SPDX-License-Identifier: MIT
#include "uri/ip_literal.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>

namespace coapnode {

std::optional<std::string> canonical_ipv6(std::string_view text)
{
    in6_addr address{};
    if (::inet_pton(AF_INET6, std::string{text}.c_str(), &address) != 1) return std::nullopt;
    std::array<char, INET6_ADDRSTRLEN> canonical{};
    ::inet_ntop(AF_INET6, &address, canonical.data(), canonical.size());
    return std::string{canonical.data()};
}

bool is_ipv4_literal(const std::string& text)
{
    in_addr address{};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1;
}

bool looks_like_ipv4(std::string_view text)
{
    return text.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace coapnode
