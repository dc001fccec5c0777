// SPDX-License-Identifier: MIT
/// Decides which groups the node joins on which interfaces: only where it listens. A node that is found through a group
/// must be reachable at the address of its answer.
#pragma once

#include "coapnode/config/config.hpp"

#include <cstdint>
#include <set>
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
    std::vector<std::string> addresses;  ///< in the form of host_text()
};

struct GroupPlace {
    std::string_view group;  ///< one of the groups above
    std::uint16_t port{};
    unsigned index{};  ///< index of the interface: a recreated interface has the same name but another index
    std::string interface;

    auto operator<=>(const GroupPlace&) const = default;
};

/// [::] stands for both families, 0.0.0.0 for IPv4, and any other address for its family on its own interface.
std::set<GroupPlace> group_places(const std::vector<Listen>& listen, const std::vector<Interface>& interfaces);

}  // namespace coapnode
