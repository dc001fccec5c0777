// SPDX-License-Identifier: MIT
#include "coap/wire/listen_address.hpp"

#include "coapnode/config/listen_text.hpp"
#include "coapnode/core/c_ptr.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/socket.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

namespace coapnode {

namespace {

constexpr std::size_t bytes_before_ipv4 = 12;

using AddressInfo = CPtr<addrinfo, &freeaddrinfo>;

/// Returns an errno value or 0.
int bind_once(const coap_address_t& address)
{
    const auto family = address.addr.sa.sa_family;
    const FileDescriptor socket{::socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    if (!socket.is_open()) return errno;
    const int off = 0;
    // [::] includes IPv4, as in libcoap.
    if (family == AF_INET6) ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
    return ::bind(socket.get(), &address.addr.sa, address.size) == 0 ? 0 : errno;
}

/// The interface in the address, by name or number; nullopt when the address names none.
std::optional<std::string> zone_of(const Listen& listen)
{
    const auto percent = listen.host.find('%');
    return percent == std::string::npos ? std::nullopt : std::optional{listen.host.substr(percent + 1)};
}

bool is_there(const std::string& zone)
{
    std::array<char, IF_NAMESIZE> name{};
    unsigned number{};
    const auto* const end = zone.data() + zone.size();
    const auto [stop, error] = std::from_chars(zone.data(), end, number);
    if (::if_nametoindex(zone.c_str()) != 0) return true;
    return error == std::errc{} && stop == end && ::if_indextoname(number, name.data()) != nullptr;
}

std::string cause_of(int error)
{
    switch (error) {
    case EACCES:
        return "only root may use ports below 1024: choose another port";
    case EAFNOSUPPORT:
        return "this machine has no IPv6: listen on an IPv4 address instead";
    default:
        return std::strerror(error);
    }
}

Failure cannot_listen(const Listen& listen, const std::string& cause)
{
    return fail(Errc::cannot_listen, "cannot listen on " + to_text(listen) + ": " + cause);
}

/// An IPv4 address as an IPv4-mapped one, because a socket of [::] may use either form.
in6_addr as_ipv6(const coap_address_t& address)
{
    if (address.addr.sa.sa_family == AF_INET6) return address.addr.sin6.sin6_addr;
    in6_addr mapped{};
    mapped.s6_addr[bytes_before_ipv4 - 2] = mapped.s6_addr[bytes_before_ipv4 - 1] = 0xff;
    std::memcpy(&mapped.s6_addr[bytes_before_ipv4], &address.addr.sin.sin_addr, sizeof address.addr.sin.sin_addr);
    return mapped;
}

/// ::ffff:192.168.1.5 is an IPv4 address, and a client without IPv6 could not use the mapped form.
coap_address_t as_ipv4(const coap_address_t& address)
{
    const auto& ipv6 = address.addr.sin6;
    if (address.addr.sa.sa_family != AF_INET6 || !IN6_IS_ADDR_V4MAPPED(&ipv6.sin6_addr)) return address;
    coap_address_t plain{};
    coap_address_init(&plain);
    plain.size = sizeof plain.addr.sin;
    plain.addr.sin.sin_family = AF_INET;
    plain.addr.sin.sin_port = ipv6.sin6_port;
    std::memcpy(&plain.addr.sin.sin_addr, &ipv6.sin6_addr.s6_addr[bytes_before_ipv4], sizeof plain.addr.sin.sin_addr);
    return plain;
}

/// coap_address_isany() of 4.3.4 needs a function that the library does not export.
bool is_any(const coap_address_t& address)
{
    if (address.addr.sa.sa_family == AF_INET) return address.addr.sin.sin_addr.s_addr == INADDR_ANY;
    return IN6_IS_ADDR_UNSPECIFIED(&address.addr.sin6.sin6_addr);
}

}  // namespace

Result<coap_address_t> to_coap_address(const Listen& listen)
{
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_DGRAM;
    addrinfo* found = nullptr;
    const auto port = std::to_string(listen.port);
    if (::getaddrinfo(listen.host.c_str(), port.c_str(), &hints, &found) != 0) {
        return cannot_listen(listen, "this is not a numeric address");
    }
    const AddressInfo owned{found};
    coap_address_t address{};
    coap_address_init(&address);
    if (found->ai_addrlen > sizeof address.addr) return cannot_listen(listen, "this is not an IP address");
    address.size = found->ai_addrlen;
    std::memcpy(&address.addr, found->ai_addr, found->ai_addrlen);
    return as_ipv4(address);
}

std::string host_text(const coap_address_t& address)
{
    std::array<char, INET6_ADDRSTRLEN> text{};
    const auto family = address.addr.sa.sa_family;
    const void* bytes = &address.addr.sin.sin_addr;
    if (family == AF_INET6) bytes = &address.addr.sin6.sin6_addr;
    ::inet_ntop(family, bytes, text.data(), text.size());
    return text.data();
}

bool may_receive(const Listen& listen, const coap_address_t& local)
{
    const auto bound = to_coap_address(listen);
    if (!bound || coap_address_get_port(&local) != listen.port) return false;
    const auto own = as_ipv6(*bound);
    const auto other = as_ipv6(local);
    const bool is_only_ipv4 = bound->addr.sa.sa_family == AF_INET;
    if (is_any(*bound)) return !is_only_ipv4 || IN6_IS_ADDR_V4MAPPED(&other);
    return std::memcmp(&own, &other, sizeof own) == 0;
}

Listen without_zone(const Listen& listen)
{
    return {listen.host.substr(0, listen.host.find('%')), listen.port};
}

bool knows_ipv6()
{
    const FileDescriptor socket{::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0)};
    return socket.is_open() || errno != EAFNOSUPPORT;
}

Listen served_for(const Listen& listen)
{
    return listen.host == "::" && !knows_ipv6() ? Listen{"0.0.0.0", listen.port} : listen;
}

Result<BindState> bind_state(const Listen& listen)
{
    if (const auto zone = zone_of(listen); zone && !is_there(*zone)) return BindState::no_such_address;
    const auto address = to_coap_address(listen);
    if (!address) return fail(address);
    switch (const auto error = bind_once(*address)) {
    case 0:
        return BindState::free;
    case EADDRINUSE:
        return BindState::in_use;
    case EADDRNOTAVAIL:
    case ENODEV:  // its interface has disappeared
        return BindState::no_such_address;
    default:
        return cannot_listen(listen, cause_of(error));
    }
}

Failure port_in_use(const Listen& listen)
{
    return cannot_listen(listen,
                         "another program uses this port (ss -ulpn shows which): stop it or choose another port");
}

}  // namespace coapnode
