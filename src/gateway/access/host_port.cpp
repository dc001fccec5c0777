// SPDX-License-Identifier: MIT
#include "gateway/access/host_port.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/core/ip_address.hpp"
#include "gateway/mapping/field_text.hpp"

namespace coapnode {

namespace {

constexpr std::uint32_t last_port = 65535;

/// The text after the host: empty, ":" or ":8080".
bool is_port_or_nothing(std::string_view text)
{
    if (text.empty() || text == ":") return true;
    const auto port = whole_number_in(text.substr(1), last_port + 1);
    return text.front() == ':' && port && *port <= last_port;
}

std::optional<HostPort> split_brackets(std::string_view text)
{
    const auto end = text.find(']');
    if (end == std::string_view::npos || !is_port_or_nothing(text.substr(end + 1))) return std::nullopt;
    const auto address = text.substr(1, end - 1);
    return HostPort{in_lower_case(address.substr(0, address.find('%'))), true};
}

}  // namespace

std::optional<HostPort> split_host_port(std::string_view text)
{
    if (text.starts_with('[')) return split_brackets(text);
    const auto host = text.substr(0, text.find(':'));
    if (host.empty() || !is_port_or_nothing(text.substr(host.size()))) return std::nullopt;
    return HostPort{in_lower_case(host), false};
}

std::optional<Peer::Address> address_in(const HostPort& host)
{
    const bool has_colons = host.host.find(':') != std::string::npos;
    return has_colons == host.is_bracketed ? parse_address(host.host) : std::nullopt;
}

}  // namespace coapnode
