// SPDX-License-Identifier: MIT
#include "directory/authority.hpp"

#include "coapnode/core/ip_address.hpp"

#include <charconv>
#include <optional>
#include <string>

namespace coapnode {

namespace {

constexpr std::uint16_t default_port = 5683;

std::optional<std::uint16_t> port_in(std::string_view text)
{
    if (text.empty() || text == ":") return default_port;
    std::uint16_t port{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + 1, end, port);
    return text.front() == ':' && error == std::errc{} && stop == end ? std::optional{port} : std::nullopt;
}

}  // namespace

bool is_authority_of(std::string_view authority, const Listen& machine)
{
    std::string host;
    if (authority.starts_with('[')) {
        const auto end = authority.find(']');
        if (end == std::string_view::npos) return false;
        host = authority.substr(1, end - 1);
        authority.remove_prefix(end + 1);
    } else {
        host = authority.substr(0, authority.find(':'));
        authority.remove_prefix(host.size());
    }
    const auto named = parse_address(host);
    return named && named == parse_address(machine.host) && port_in(authority) == machine.port;
}

}  // namespace coapnode
