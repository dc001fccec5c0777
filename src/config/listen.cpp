// SPDX-License-Identifier: MIT
#include "config/listen.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <optional>

namespace coapnode {

namespace {

/// The address as the system writes it, so that two spellings of one address are equal; nullopt where it is none.
std::optional<std::string> canonical(int family, const std::string& host)
{
    in6_addr address{};  // the larger of the two
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (inet_pton(family, host.c_str(), &address) != 1) return std::nullopt;
    if (inet_ntop(family, &address, text.data(), text.size()) == nullptr) return std::nullopt;
    return text.data();
}

Parsed<std::uint16_t> parse_port(std::string_view digits)
{
    std::uint16_t port{};
    const auto* end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, port);
    if (error != std::errc{} || stop != end) return not_a("a port from 0 to 65535", digits);
    return port;
}

/// "[ADDRESS]" holds an IPv6 address, anything else must be an IPv4 one.
Parsed<std::string> parse_host(std::string_view text)
{
    const bool bracketed = text.size() >= 2 && text.starts_with('[') && text.ends_with(']');
    const std::string host{bracketed ? text.substr(1, text.size() - 2) : text};
    const bool cut = host.find('\0') != std::string::npos;
    if (!bracketed && !cut && canonical(AF_INET6, host)) {
        return Complaint{"an IPv6 address stands in brackets: [" + host + "]"};
    }
    const auto known = cut ? std::nullopt : canonical(bracketed ? AF_INET6 : AF_INET, host);
    if (known) return *known;
    return not_a("a numeric address ([::] for all of them, 127.0.0.1 for this machine alone)", text);
}

}  // namespace

Parsed<Listen> parse_listen(std::string_view text)
{
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    const bool has_port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
    if (!has_port)
        return Complaint{"the port is missing in " + in_quotes(text) + ": expected " + std::string{listen_form}};
    auto host = parse_host(text.substr(0, colon));
    if (!host) return Complaint{host.error()};
    const auto port = parse_port(text.substr(colon + 1));
    if (!port) return Complaint{port.error()};
    return Listen{*host, *port};
}

std::string to_text(const Listen& listen)
{
    const bool ipv6 = listen.host.find(':') != std::string::npos;
    return (ipv6 ? "[" + listen.host + "]" : listen.host) + ":" + std::to_string(listen.port);
}

}  // namespace coapnode
