// SPDX-License-Identifier: MIT
/// The nodes that answer multicasts, over several rounds. The name of a node is its address.
#pragma once

#include "coap/client/discovery.hpp"
#include "gateway/config/config.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace coapnode {

class FoundNodes {
public:
    /// A node is removed after it misses more rounds than this, because a multicast may be lost.
    static constexpr unsigned tolerated_misses = 3;
    /// Further nodes are ignored until one of these is removed.
    static constexpr std::size_t most = Discovery::most_nodes;

    void begin_round();
    void note(const Peer& sender);
    /// Those that remain, in the order of their names.
    [[nodiscard]] std::vector<NodeConfig> end_round();

private:
    struct Found {
        NodeConfig config;
        unsigned misses = 0;
    };
    std::map<std::string, Found> found_;
};

/// "192.0.2.7"; with another port than CoAP's "192.0.2.7-5685".
NodeConfig node_at(const Peer& peer);

}  // namespace coapnode
