// SPDX-License-Identifier: MIT
/// Which interfaces of this machine belong to the multicast groups "All CoAP Nodes" (RFC 7252 section 12.8).
#pragma once

#include "coapnode/core/file_descriptor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::string_view group_ipv4 = "224.0.1.187";
inline constexpr std::string_view group_link_local = "ff02::fd";
inline constexpr std::string_view group_site_local = "ff05::fd";

struct Interface {
    std::string name;
    unsigned index{};

    bool operator==(const Interface&) const = default;
};

/// Those that are up: of the chosen ones, or, when none is chosen, all that can do multicast but loopback.
std::vector<Interface> interfaces_up(const std::vector<std::string>& chosen);

/// A membership belongs to a socket, and what it lets into the machine reaches every socket that is bound to the group.
/// So these sockets only hold memberships, and libcoap's only read.
class GroupMembership {
public:
    GroupMembership();

    /// Joins all groups there. One sentence for each that cannot be joined; to be a member already is no failure.
    std::vector<std::string> join(const Interface& interface) const;

private:
    FileDescriptor ipv4_;
    FileDescriptor ipv6_;  ///< not open where the machine has no IPv6
};

}  // namespace coapnode
