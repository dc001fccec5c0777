// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/multicast_finder.hpp"

#include "coapnode/core/ip_address.hpp"

#include <net/if.h>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

OutgoingRequest request_for_links()
{
    OutgoingRequest request;
    request.path = {".well-known", "core"};
    return request;
}

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

MulticastFinder::MulticastFinder(Requester& requester, Devices& devices) : requester_{requester}, devices_{devices}
{
    timer_ = requester_.scheduler().after({}, [this] { ask(); });
}

void MulticastFinder::ask()
{
    for (auto& [name, found] : found_)
        ++found.second;
    discovery_ =
        std::make_unique<Discovery>(requester_, discovery_places(interfaces_up({}), default_coap_port),
                                    request_for_links(), [this](const Discovered& found) { on_found(found.sender); });
    timer_ = requester_.scheduler().after(listening_time, [this] { end_round(); });
}

void MulticastFinder::on_found(const Peer& sender)
{
    auto node = node_at(sender);
    auto name = node.name;
    found_.insert_or_assign(std::move(name), std::pair{std::move(node), 0U});
}

void MulticastFinder::end_round()
{
    discovery_.reset();
    std::erase_if(found_, [](const auto& entry) { return entry.second.second > tolerated_misses; });
    std::vector<NodeConfig> nodes;
    for (const auto& [name, found] : found_)
        nodes.push_back(found.first);
    timer_ = requester_.scheduler().after(interval - listening_time, [this] { ask(); });
    devices_.set_found(DeviceSource::multicast, nodes);
}

}  // namespace coapnode
