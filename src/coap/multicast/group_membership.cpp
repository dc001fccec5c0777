// SPDX-License-Identifier: MIT
#include "coap/multicast/group_membership.hpp"

#include "coap/wire/listen_address.hpp"
#include "coapnode/core/c_ptr.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace coapnode {

namespace {

using InterfaceList = CPtr<ifaddrs, &freeifaddrs>;

bool is_wanted(const ifaddrs& entry, const std::vector<std::string>& chosen)
{
    if ((entry.ifa_flags & IFF_UP) == 0) return false;
    if (!chosen.empty()) return std::find(chosen.begin(), chosen.end(), entry.ifa_name) != chosen.end();
    return (entry.ifa_flags & IFF_MULTICAST) != 0 && (entry.ifa_flags & IFF_LOOPBACK) == 0;
}

int change_ipv4(int socket, int option, unsigned index)
{
    ip_mreqn request{};
    ::inet_pton(AF_INET, std::string{group_ipv4}.c_str(), &request.imr_multiaddr);
    request.imr_ifindex = static_cast<int>(index);
    return ::setsockopt(socket, IPPROTO_IP, option, &request, sizeof request);
}

int change_ipv6(int socket, int option, std::string_view group, unsigned index)
{
    ipv6_mreq request{};
    ::inet_pton(AF_INET6, std::string{group}.c_str(), &request.ipv6mr_multiaddr);
    request.ipv6mr_interface = index;
    return ::setsockopt(socket, IPPROTO_IPV6, option, &request, sizeof request);
}

std::string cannot_join(const GroupPlace& place, int error)
{
    return "multicast: cannot join " + std::string{place.group} + " on " + place.interface + ": " +
           std::generic_category().message(error);
}

void add_address(Interface& interface, const sockaddr* address)
{
    if (address == nullptr || (address->sa_family != AF_INET && address->sa_family != AF_INET6)) return;
    coap_address_t copy{};
    coap_address_init(&copy);
    std::memcpy(&copy.addr, address, address->sa_family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6));
    interface.addresses.push_back(host_text(copy));
}

}  // namespace

std::vector<Interface> interfaces_up(const std::vector<std::string>& chosen)
{
    ifaddrs* entries = nullptr;
    if (::getifaddrs(&entries) != 0) return {};
    const InterfaceList owned{entries};
    std::vector<Interface> found;
    for (const auto* entry = entries; entry != nullptr; entry = entry->ifa_next) {
        if (!is_wanted(*entry, chosen)) continue;
        auto known = std::find_if(found.begin(), found.end(),
                                  [&](const Interface& interface) { return interface.name == entry->ifa_name; });
        if (known == found.end()) {
            const auto index = ::if_nametoindex(entry->ifa_name);
            if (index == 0) continue;
            known = found.insert(found.end(), {entry->ifa_name, index, {}});
        }
        add_address(*known, entry->ifa_addr);
    }
    return found;
}

GroupMembership::GroupMembership()
    : ipv4_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}, ipv6_{::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0)}
{
}

std::vector<std::string> GroupMembership::hold(const std::set<GroupPlace>& places)
{
    std::set<Membership> wanted;
    for (const auto& place : places)
        wanted.insert({place.group, place.index});
    std::erase_if(joined_, [&](const Membership& membership) {
        const bool is_over = !wanted.contains(membership);
        if (is_over) leave(membership);
        return is_over;
    });
    std::vector<std::string> failures;
    for (const auto& place : places) {
        const Membership membership{place.group, place.index};
        if (joined_.contains(membership)) continue;
        if (const int error = join(membership); error == 0) {
            joined_.insert(membership);
        } else {
            failures.push_back(cannot_join(place, error));
        }
    }
    return failures;
}

int GroupMembership::join(const Membership& membership) const
{
    const auto [group, index] = membership;
    const int result = group == group_ipv4 ? change_ipv4(ipv4_.get(), IP_ADD_MEMBERSHIP, index)
                                           : change_ipv6(ipv6_.get(), IPV6_JOIN_GROUP, group, index);
    return result == 0 || errno == EADDRINUSE ? 0 : errno;
}

void GroupMembership::leave(const Membership& membership) const
{
    const auto [group, index] = membership;
    if (group == group_ipv4) {
        change_ipv4(ipv4_.get(), IP_DROP_MEMBERSHIP, index);
    } else {
        change_ipv6(ipv6_.get(), IPV6_LEAVE_GROUP, group, index);
    }
}

}  // namespace coapnode
