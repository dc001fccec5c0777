// SPDX-License-Identifier: MIT
#include "uri/authority.hpp"

#include "coapnode/core/ascii.hpp"
#include "uri/ip_literal.hpp"
#include "uri/percent.hpp"

#include <algorithm>
#include <charconv>

namespace coapnode {

namespace {

constexpr std::string_view zone_sign = "%25";  // RFC 6874 section 2: % is written as %25 in a URI

/// What would be read as something else where the host is printed or looked up.
constexpr std::string_view never_in_host = " \"#%/:<>?@[\\]^`{|}\x7f";

Failure no_host()
{
    return fail(Errc::bad_uri, "the URI names no host: write it as coap://HOST/PATH");
}

Failure bad_ipv6(std::string_view text)
{
    return fail(Errc::bad_uri, quoted(text) + " is not an IPv6 address: write it as [ADDRESS] or [ADDRESS]:PORT");
}

Result<void> read_port(std::string_view text, CoapUri& uri)
{
    if (text.empty()) return {};
    std::uint16_t port{};
    const auto* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (error != std::errc{} || stop != end || port == 0) {
        return fail(Errc::bad_uri, quoted(text) + " is not a port: write a number from 1 to 65535 after the colon");
    }
    uri.port = port;
    return {};
}

bool fits_interface_name(std::string_view zone)
{
    return !zone.empty() && zone.size() <= max_zone_size && std::none_of(zone.begin(), zone.end(), [](char c) {
        return (c >= 0 && c <= ' ') || c == '\x7f' || c == '/';
    });
}

/// "%25eth0" as RFC 6874 has it, or "%eth0" as people write it. "%25" alone is the interface of number 25.
Result<void> read_zone(std::string_view text, CoapUri& uri)
{
    const bool is_encoded = text.starts_with(zone_sign) && text.size() > zone_sign.size();
    auto zone = is_encoded ? percent_decoded(text.substr(zone_sign.size())) : std::string{text.substr(1)};
    if (!zone) return fail(zone);
    if (!fits_interface_name(*zone)) {
        return fail(Errc::bad_uri,
                    quoted(text) + " names no interface: write one of 1 to 15 characters, such as %eth0");
    }
    uri.zone = std::move(*zone);
    return {};
}

Result<void> read_ipv6(std::string_view text, CoapUri& uri)
{
    const auto end = std::min(text.find('%'), text.size());
    auto address = canonical_ipv6(text.substr(0, end));
    if (!address) return bad_ipv6(text);
    uri.host = std::move(*address);
    if (end == text.size()) return {};
    if (text.find(':', end) != std::string_view::npos) return bad_ipv6(text);  // fe80::1%eth0:5683
    return read_zone(text.substr(end), uri);
}

Result<void> read_bracketed(std::string_view text, CoapUri& uri)
{
    const auto end = text.find(']');
    if (end == std::string_view::npos) return bad_ipv6(text);
    const auto behind = text.substr(end + 1);
    if (!behind.empty() && behind.front() != ':') return bad_ipv6(text);
    if (auto read = read_ipv6(text.substr(1, end - 1), uri); !read) return read;
    return read_port(behind.substr(std::min<std::size_t>(1, behind.size())), uri);
}

bool may_stand_in_host(char c)
{
    return (c < 0 || c >= ' ') && never_in_host.find(c) == std::string_view::npos;
}

/// A name, or an IPv4 address.
Result<void> read_name(std::string_view text, CoapUri& uri)
{
    auto host = percent_decoded(text);
    if (!host) return fail(host);
    if (host->empty()) return no_host();
    if (host->size() > max_host_size) {
        return fail(Errc::bad_uri, "a host name of " + std::to_string(host->size()) +
                                       " bytes is too long: write one of " + std::to_string(max_host_size) +
                                       " at most");
    }
    if (!std::all_of(host->begin(), host->end(), may_stand_in_host)) {
        return fail(Errc::bad_uri,
                    quoted(*host) + " is not a host name: write a name such as pi.local, or an IP address");
    }
    if (looks_like_ipv4(*host) && !is_ipv4_literal(*host)) {
        return fail(Errc::bad_uri, quoted(*host) + " is not an IPv4 address: write four numbers from 0 to 255");
    }
    uri.host = in_lower_case(*host);
    return {};
}

}  // namespace

Result<void> read_authority(std::string_view text, CoapUri& uri)
{
    if (text.find('@') != std::string_view::npos) {
        return fail(Errc::bad_uri, "a CoAP URI has no user name: remove the part before the @");
    }
    if (text.starts_with('[')) return read_bracketed(text, uri);
    if (std::count(text.begin(), text.end(), ':') > 1) return read_ipv6(text, uri);
    const auto colon = std::min(text.find(':'), text.size());
    if (auto read = read_name(text.substr(0, colon), uri); !read) return read;
    return read_port(text.substr(std::min(colon + 1, text.size())), uri);
}

}  // namespace coapnode
