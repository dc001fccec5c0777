// SPDX-License-Identifier: MIT
#include "gateway/access/client_of.hpp"

#include "coapnode/core/ip_address.hpp"
#include "gateway/access/host_port.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>
#include <optional>

namespace coapnode {

namespace {

using Proxies = std::span<const AddressRange>;

/// "192.0.2.1", "192.0.2.1:4711", "fd00::1", "[fd00::1]:4711"; a zone does not count.
std::optional<Peer::Address> forwarded_address(std::string_view text)
{
    if (const auto address = parse_address(std::string{text.substr(0, text.find('%'))})) return address;
    const auto host = split_host_port(text);
    return host ? address_in(*host) : std::nullopt;
}

std::string_view take_last(std::string_view& list)
{
    const auto comma = list.rfind(',');
    const auto last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
    return without_blanks(last);
}

/// nullopt when the list is malformed or too long.
std::optional<Peer::Address> first_stranger(std::string_view list, Proxies proxies)
{
    std::optional<Peer::Address> address;
    for (std::size_t hops = 0; !list.empty(); ++hops) {
        address = hops < most_proxies_in_a_row ? forwarded_address(take_last(list)) : std::nullopt;
        if (!address || !contains(proxies, *address)) return address;
    }
    return address;
}

}  // namespace

HttpClient client_of(const HttpRequest& request, Proxies trusted_proxies)
{
    HttpClient client{request.client.address, contains(trusted_proxies, request.client.address)};
    if (!client.is_proxied) return client;
    const auto list = joined_field(request.fields, "x-forwarded-for");
    if (list) client.address = first_stranger(*list, trusted_proxies).value_or(client.address);
    return client;
}

}  // namespace coapnode
