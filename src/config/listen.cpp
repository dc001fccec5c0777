// SPDX-License-Identifier: MIT
#include "config/listen.hpp"

#include "config/values.hpp"
#include "yaml/ascii.hpp"
#include "yaml/form.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>

namespace coapnode {

namespace {

/// The canonical spelling, so that two spellings of one address are equal; nullopt when `text` is not an address.
std::optional<std::string> canonical(int family, const std::string& host)
{
    in6_addr address{};  // the larger of the two
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_pton(family, host.c_str(), &address) != 1) return std::nullopt;
    if (inet_ntop(family, &address, text.data(), text.size()) == nullptr) return std::nullopt;
    return text.data();
}

Result<std::uint16_t> parse_port(std::string_view digits)
{
    std::uint16_t port{};
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, port);
    if (error != std::errc{} || stop != end) return complaint(not_a("a port from 0 to 65535", digits));
    return port;
}

/// An address and, after %, its interface (RFC 4007 section 11).
struct Scoped {
    std::string address;
    std::optional<std::string> zone;
};

/// A URI writes the % as %25 (RFC 6874), and people copy that. No interface is named 25eth0.
Scoped split_zone(const std::string& host, ZoneForm form)
{
    const auto percent = host.find('%');
    if (percent == std::string::npos) return {host, std::nullopt};
    auto zone = host.substr(percent + 1);
    const bool is_escaped = zone.size() > 2 && zone.starts_with("25");
    const bool is_digit = is_escaped && zone[2] >= '0' && zone[2] <= '9';
    if (is_escaped && (form == ZoneForm::uri || !is_digit)) zone.erase(0, 2);
    return {host.substr(0, percent), zone};
}

Result<std::string> with_zone(const std::string& address, const std::optional<std::string>& zone)
{
    const auto example = '[' + address + "%eth0]";
    if (!is_link_local(address)) {
        if (!zone) return address;
        return complaint("only a link-local address (fe80::) can have an interface: write [" + address + ']');
    }
    if (!zone) return complaint("a link-local address needs its interface after it, such as " + example);
    const auto name = interface_name().read(*zone);
    if (!name) return complaint(name.error().message + " after the %: " + example);
    return address + '%' + *zone;
}

/// "[ADDRESS]" holds an IPv6 address; without brackets it must be an IPv4 address.
Result<std::string> parse_host(std::string_view text, ZoneForm form)
{
    const bool bracketed = text.size() >= 2 && text.starts_with('[') && text.ends_with(']');
    const std::string host{bracketed ? text.substr(1, text.size() - 2) : text};
    const bool cut = host.find('\0') != std::string::npos;
    const auto [address, zone] = split_zone(host, form);
    if (!bracketed && !cut && canonical(AF_INET6, address)) {
        return complaint("an IPv6 address needs brackets: [" + host + "]");
    }
    const auto known = cut || (zone && !bracketed) ? std::nullopt : canonical(bracketed ? AF_INET6 : AF_INET, address);
    if (known) return with_zone(*known, zone);
    return complaint(not_a("a numeric address ([::] for all addresses, 127.0.0.1 for this machine only)", text));
}

}  // namespace

bool is_link_local(std::string_view host)
{
    return host.size() > 4 && host.starts_with("fe") && host[4] == ':' &&
           std::string_view{"89ab"}.find(host[2]) != std::string_view::npos;
}

Result<Listen> parse_listen(std::string_view text, ZoneForm form, std::string_view expected)
{
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    if (!has_port) {
        const std::string part = is_digits(text) ? "address" : "port";
        return complaint("the " + part + " is missing in " + in_quotes(text) + ": expected " + std::string{expected});
    }
    auto host = parse_host(text.substr(0, colon), form);
    if (!host) return fail(host);
    const auto port = parse_port(text.substr(colon + 1));
    if (!port) return fail(port);
    return Listen{*host, *port};
}

std::string listen_pattern()
{
    const std::string ipv4 = R"(((25[0-5]|(2[0-4]|1[0-9]|[1-9]?)[0-9])(\.(?!:)|(?=:))){4})";
    const std::string ipv6 = R"(\[(?![fF][eE][89abAB][0-9a-fA-F]:)[0-9a-fA-F]*(:[0-9a-fA-F.]*){2,8}\])";
    const std::string link_local = R"(\[[fF][eE][89abAB][0-9a-fA-F]:[0-9a-fA-F:.]*%(25)?[^ /:%]{1,15}\])";
    return "^(" + ipv4 + '|' + ipv6 + '|' + link_local + "):0*(" + pattern_between(0, last_port) + ")$";
}

std::string to_text(const Listen& listen)
{
    const bool ipv6 = listen.host.find(':') != std::string::npos;
    return (ipv6 ? "[" + listen.host + "]" : listen.host) + ":" + std::to_string(listen.port);
}

}  // namespace coapnode
