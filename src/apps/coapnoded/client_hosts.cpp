// SPDX-License-Identifier: MIT
#include "apps/coapnoded/client_hosts.hpp"

#include <cstdint>

namespace coapnode {

namespace {

constexpr std::uint16_t default_port = 5684;  // RFC 7252 section 6.2

bool is_everywhere(const Listen& listen)
{
    return listen.host == "::" || listen.host == "0.0.0.0";
}

bool is_loopback(const Listen& listen)
{
    return listen.host == "::1" || listen.host.starts_with("127.");
}

bool is_ipv6(const Listen& listen)
{
    return listen.host.find(':') != std::string::npos;
}

std::string with_port(const std::string& host, std::uint16_t port)
{
    return port == default_port ? host : host + ':' + std::to_string(port);
}

/// A name where the address is IPv6: it needs no quotes in a shell, and libcoap's client can use no literal over DTLS.
std::string host_here(const Listen& listen, const std::string& machine)
{
    if (is_everywhere(listen)) return "127.0.0.1";
    if (listen.host == "::1") return "localhost";
    return is_ipv6(listen) ? machine + ".local" : listen.host;
}

std::string host_there(const Listen& listen, const std::string& machine)
{
    return is_everywhere(listen) || is_ipv6(listen) ? machine + ".local" : listen.host;
}

}  // namespace

ClientHosts client_hosts(const std::vector<Listen>& listen, const std::string& machine)
{
    ClientHosts hosts;
    for (const auto& address : listen) {
        if (!hosts.here) hosts.here = with_port(host_here(address, machine), address.port);
        if (!hosts.there && !is_loopback(address)) hosts.there = with_port(host_there(address, machine), address.port);
    }
    return hosts;
}

}  // namespace coapnode
