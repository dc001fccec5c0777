// SPDX-License-Identifier: MIT
#include "coapnode/core/ip_address.hpp"
#include "gateway/config/host_name.hpp"
#include "yaml/ascii.hpp"
#include "yaml/complaint.hpp"
#include "yaml/form.hpp"
#include "yaml/whole_number.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::uint64_t last_port_of_tcp = 65535;

struct Scheme {
    std::string_view begin;
    std::uint64_t port;
};

constexpr std::array<Scheme, 2> schemes{{{"http://", 80}, {"https://", 443}}};

/// In its canonical form; an address in brackets where it is one of IPv6.
Result<std::string> read_host(std::string_view text)
{
    if (text.starts_with('[') && text.ends_with(']')) {
        const auto address = parse_address(std::string{text.substr(1, text.size() - 2)});
        if (!address || is_ipv4(*address)) return complaint(not_a("an IPv6 address in brackets", text));
        return '[' + to_text(*address) + ']';
    }
    if (const auto address = parse_address(std::string{text}); address && is_ipv4(*address)) return to_text(*address);
    return parse_host_name(text);
}

/// ":8080", or nothing where it is the scheme's own.
Result<std::string> read_port(std::string_view text, const Scheme& scheme)
{
    const auto port = parse_whole_number(text);
    if (!port || *port == 0 || *port > last_port_of_tcp) return complaint(not_a("a port from 1 to 65535", text));
    if (*port == scheme.port) return std::string{};
    return ':' + std::to_string(*port);
}

Result<std::string> read_authority(std::string_view text, const Scheme& scheme)
{
    const auto colon = text.rfind(':');
    const bool has_port = colon != std::string_view::npos && text.find(']', colon) == std::string_view::npos;
    auto host = read_host(has_port ? text.substr(0, colon) : text);
    if (!host) return host;
    auto port = has_port ? read_port(text.substr(colon + 1), scheme) : Result<std::string>{""};
    if (!port) return port;
    return std::string{scheme.begin} + *host + *port;
}

}  // namespace

Result<std::string> parse_origin(std::string_view text)
{
    if (text == "*") return complaint("every page of the internet could read the gateway: list the pages' origins");
    const auto origin = in_lower_case(text);
    for (const auto& scheme : schemes) {
        if (!origin.starts_with(scheme.begin)) continue;
        const auto authority = std::string_view{origin}.substr(scheme.begin.size());
        if (const auto slash = authority.find('/'); slash != std::string_view::npos) {
            return complaint("an origin has no path: write " + in_quotes(text.substr(0, scheme.begin.size() + slash)));
        }
        return read_authority(authority, scheme);
    }
    return complaint(not_a(origin_form, text));
}

std::string origin_pattern()
{
    return "^[hH][tT][tT][pP][sS]?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:0*(" +
           pattern_between(1, last_port_of_tcp) + "))?$";
}

}  // namespace coapnode
