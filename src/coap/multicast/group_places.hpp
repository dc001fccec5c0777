// SPDX-License-Identifier: MIT
/// Where a node is asked by multicast: at addresses that it listens on, seen from the interfaces that they are on. Who
/// is found by a group must be reachable where the answer comes from.
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
    std::vector<std::string> addresses;  ///< as host_text() writes them
};

struct GroupPlace {
    std::string_view group;  ///< one of those above
    std::uint16_t port{};
    unsigned index{};  ///< of the interface: one that is made anew has another one under the same name
    std::string interface;

    auto operator<=>(const GroupPlace&) const = default;
};

/// [::] is there for both families, 0.0.0.0 for IPv4, and any other address for its family on its own interface.
std::set<GroupPlace> group_places(const std::vector<Listen>& listen, const std::vector<Interface>& interfaces);

}  // namespace coapnode
