// SPDX-License-Identifier: MIT
/// Sends a request to a multicast group (RFC 7252 section 8) on each interface, and reports each node's answer. The
/// rest of an answer in blocks is fetched from its node by unicast.
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coap/multicast/group_membership.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace coapnode {

/// A place to ask: a group on one interface.
struct DiscoveryPlace {
    Peer group;
    std::optional<Peer> local{};  ///< an address of the sending interface; for IPv6 the group's scope selects it
    std::string interface;

    bool operator==(const DiscoveryPlace&) const = default;
};

/// The groups "All CoAP Nodes" of IPv4 and IPv6, from each interface that has an address of the family.
std::vector<DiscoveryPlace> discovery_places(const std::vector<Interface>& interfaces, std::uint16_t port);

struct Discovered {
    Peer sender;
    IncomingResponse response;
};

class Discovery final : public Asker {
public:
    /// Further nodes are ignored.
    static constexpr std::size_t most_nodes = 1024;
    /// Answers in blocks that are fetched at a time, each over a socket of its own. The others wait.
    static constexpr std::size_t most_fetches = 64;
    /// Nodes wait for a random time of up to five seconds (Leisure, RFC 7252 section 8.2).
    static constexpr Duration leisure = 5s;

    using Found = std::function<void(const Discovered&)>;

    /// `found` is called from the loop, once per node, while the Discovery lives.
    Discovery(Requester& requester, const std::vector<DiscoveryPlace>& places, OutgoingRequest request, Found found);
    ~Discovery();
    Discovery(const Discovery&) = delete;
    Discovery& operator=(const Discovery&) = delete;

    /// The number of places to which the request could be sent.
    [[nodiscard]] std::size_t asked() const { return rounds_.size(); }

private:
    struct Round;
    struct Fetch {
        std::unique_ptr<Session> session;
        std::unique_ptr<ClientExchange> exchange;
    };

    void ask(const DiscoveryPlace& place);
    void on_incoming(const Incoming& incoming);
    void fetch_waiting();
    void fetch(const Peer& sender);
    void on_fetched(std::list<Fetch>::iterator which, const Peer& sender, const Result<IncomingResponse>& result);

    Requester& requester_;
    OutgoingRequest request_;
    Found found_;
    std::vector<std::unique_ptr<Round>> rounds_;
    std::set<Peer> senders_;
    std::deque<Peer> waiting_;  ///< their answers are to be fetched
    std::list<Fetch> fetches_;
};

}  // namespace coapnode
