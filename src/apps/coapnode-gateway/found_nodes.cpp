// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/found_nodes.hpp"

#include "coapnode/core/ip_address.hpp"

#include <net/if.h>
#include <utility>

namespace coapnode {

namespace {

std::string interface_name(std::uint32_t scope)
{
    char name[IF_NAMESIZE] = {};
    return scope != 0 && ::if_indextoname(scope, name) != nullptr ? name : "";
}

}  // namespace

NodeConfig node_at(const Peer& peer)
{
    NodeConfig node;
    node.uri.host = to_text(peer.address);
    node.uri.zone = interface_name(peer.scope);
    node.uri.port = peer.port;
    node.name = node.uri.host + (peer.port == default_coap_port ? "" : '-' + std::to_string(peer.port));
    return node;
}

void FoundNodes::begin_round()
{
    for (auto& [name, found] : found_)
        ++found.misses;
}

void FoundNodes::note(const Peer& sender)
{
    auto config = node_at(sender);
    if (found_.size() == most && !found_.contains(config.name)) return;
    auto& found = found_[config.name];
    found = {std::move(config), 0};
}

std::vector<NodeConfig> FoundNodes::end_round()
{
    std::erase_if(found_, [](const auto& entry) { return entry.second.misses > tolerated_misses; });
    std::vector<NodeConfig> nodes;
    nodes.reserve(found_.size());
    for (const auto& [name, found] : found_)
        nodes.push_back(found.config);
    return nodes;
}

}  // namespace coapnode
