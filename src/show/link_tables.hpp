// SPDX-License-Identifier: MIT
/// Tables of links and of discovered nodes.
#pragma once

#include "coapnode/rest/links.hpp"
#include "show/style.hpp"

#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// A node that answered a discovery.
struct FoundNode {
    std::string address;  ///< "192.0.2.7:5683"
    std::string name;     ///< title or endpoint name; empty: unknown
    ReadLinks links;
    std::string instance{};  ///< the same at all addresses of a node; empty: unknown
};

/// href, title, rt, if, ct by name, obs, and the attributes of directories (ep, d, base), each when a link has it.
std::string table_of_links(const ReadLinks& links, const ShowStyle& style);

/// Address, name and number of links of each node. A node's other addresses are rows without number.
std::string table_of_nodes(std::span<const FoundNode> nodes, const ShowStyle& style);

/// The table of nodes, then the links of each under its first address.
std::string discovered_for_people(std::span<const FoundNode> nodes, const ShowStyle& style);

/// "json cbor 65000" of "50 60 65000"; other words stay unchanged.
std::string format_names(std::string_view numbers);

}  // namespace coapnode
