// SPDX-License-Identifier: MIT
/// Links, and the nodes that a discovery found, as tables.
#pragma once

#include "coapnode/rest/links.hpp"
#include "show/style.hpp"

#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// Who answered a discovery.
struct FoundNode {
    std::string address;  ///< "192.0.2.7:5683"
    std::string name;     ///< title or endpoint name; empty: unknown
    ReadLinks links;
};

/// href, title, rt, if, ct by name, obs, and what directories add (ep, d, base), as far as one of the links has it.
std::string table_of_links(const ReadLinks& links, const ShowStyle& style);

/// Address, name and number of links of each node.
std::string table_of_nodes(std::span<const FoundNode> nodes, const ShowStyle& style);

/// The table of nodes, then the links of each under its address.
std::string discovered_for_people(std::span<const FoundNode> nodes, const ShowStyle& style);

/// "json cbor 65000" of "50 60 65000"; a word that is no number stays as it is.
std::string format_names(std::string_view numbers);

}  // namespace coapnode
