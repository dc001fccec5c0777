// SPDX-License-Identifier: MIT
#include "coap/multicast/group_places.hpp"

#include "coap/wire/listen_address.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool has(const Interface& interface, const std::string& host)
{
    const auto& addresses = interface.addresses;
    return std::find(addresses.begin(), addresses.end(), host) != addresses.end();
}

std::vector<std::string_view> groups_at(const Listen& listen, const Interface& interface)
{
    const auto address = to_coap_address(served_for(listen));
    if (!address) return {};
    const auto host = host_text(*address);
    if (host == "::") return {group_ipv4, group_link_local, group_site_local};  // such a socket receives IPv4 too
    if (host != "0.0.0.0" && !has(interface, host)) return {};
    if (address->addr.sa.sa_family == AF_INET) return {group_ipv4};
    return {group_link_local, group_site_local};
}

}  // namespace

std::set<GroupPlace> group_places(const std::vector<Listen>& listen, const std::vector<Interface>& interfaces)
{
    std::set<GroupPlace> places;
    for (const auto& address : listen) {
        for (const auto& interface : interfaces) {
            for (const auto group : groups_at(address, interface))
                places.insert({group, address.port, interface.index, interface.name});
        }
    }
    return places;
}

}  // namespace coapnode
