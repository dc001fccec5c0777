// SPDX-License-Identifier: MIT
/// Which interfaces of this machine belong to the multicast groups "All CoAP Nodes" (RFC 7252 section 12.8).
#pragma once

#include "coap/multicast/group_places.hpp"
#include "coapnode/core/file_descriptor.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

/// The interfaces that are up: of the chosen ones, or, when none is chosen, all with multicast except loopback.
std::vector<Interface> interfaces_up(const std::vector<std::string>& chosen);

/// Holds memberships. A membership belongs to a socket, but the datagrams reach every socket that is bound to the
/// group. So these sockets only hold memberships, and libcoap's sockets only read.
class GroupMembership {
public:
    GroupMembership();

    /// Joins on these interfaces and leaves all others. Returns one sentence for each group that cannot be joined; the
    /// next call tries it again.
    std::vector<std::string> hold(const std::set<GroupPlace>& places);

private:
    /// A membership on one interface. It is left explicitly also when the interface is gone, or an interface that comes
    /// and goes would use up the memberships that a socket may have.
    struct Membership {
        std::string_view group;
        unsigned index{};

        auto operator<=>(const Membership&) const = default;
    };

    [[nodiscard]] int join(const Membership& membership) const;
    void leave(const Membership& membership) const;

    FileDescriptor ipv4_;
    FileDescriptor ipv6_;  ///< not open when the machine has no IPv6
    std::set<Membership> joined_;
};

}  // namespace coapnode
