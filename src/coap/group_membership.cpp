// SPDX-License-Identifier: MIT
#include "coap/group_membership.hpp"

#include "coapnode/core/c_ptr.hpp"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <algorithm>
#include <cerrno>
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

int join_ipv4(int socket, unsigned index)
{
    ip_mreqn request{};
    ::inet_pton(AF_INET, std::string{group_ipv4}.c_str(), &request.imr_multiaddr);
    request.imr_ifindex = static_cast<int>(index);
    return ::setsockopt(socket, IPPROTO_IP, IP_ADD_MEMBERSHIP, &request, sizeof request);
}

int join_ipv6(int socket, std::string_view group, unsigned index)
{
    ipv6_mreq request{};
    ::inet_pton(AF_INET6, std::string{group}.c_str(), &request.ipv6mr_multiaddr);
    request.ipv6mr_interface = index;
    return ::setsockopt(socket, IPPROTO_IPV6, IPV6_JOIN_GROUP, &request, sizeof request);
}

void tell(std::vector<std::string>& failures, int result, std::string_view group, const Interface& interface)
{
    if (result == 0 || errno == EADDRINUSE) return;
    failures.push_back("multicast: cannot join " + std::string{group} + " on " + interface.name + ": " +
                       std::generic_category().message(errno));
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
        const Interface interface {
            entry->ifa_name, ::if_nametoindex(entry->ifa_name)
        };
        const bool is_new = std::find(found.begin(), found.end(), interface) == found.end();
        if (is_new && interface.index != 0) found.push_back(interface);
    }
    return found;
}

GroupMembership::GroupMembership()
    : ipv4_{::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)}, ipv6_{::socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0)}
{
}

std::vector<std::string> GroupMembership::join(const Interface& interface) const
{
    std::vector<std::string> failures;
    if (ipv4_.is_open()) tell(failures, join_ipv4(ipv4_.get(), interface.index), group_ipv4, interface);
    if (!ipv6_.is_open()) return failures;
    for (const auto group : {group_link_local, group_site_local})
        tell(failures, join_ipv6(ipv6_.get(), group, interface.index), group, interface);
    return failures;
}

}  // namespace coapnode
