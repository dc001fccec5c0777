// SPDX-License-Identifier: MIT
/// Discovers nodes by multicast periodically (`discover: true`). The name of a discovered node is its address.
#pragma once

#include "coap/client/discovery.hpp"
#include "gateway/devices.hpp"

#include <map>
#include <memory>
#include <string>

namespace coapnode {

class MulticastFinder {
public:
    static constexpr Duration interval = 5min;
    /// By then all nodes have answered (RFC 7252 section 8.2), and the rest of their answers was fetched.
    static constexpr Duration listening_time = Discovery::leisure + 2s;
    /// A node is removed after missing this many rounds, because a multicast may be lost.
    static constexpr unsigned tolerated_misses = 3;

    /// All must outlive it.
    MulticastFinder(Requester& requester, Devices& devices);
    MulticastFinder(const MulticastFinder&) = delete;
    MulticastFinder& operator=(const MulticastFinder&) = delete;

private:
    void ask();
    void on_found(const Peer& sender);
    void end_round();

    Requester& requester_;
    Devices& devices_;
    std::map<std::string, std::pair<NodeConfig, unsigned>> found_;  ///< by name, with the missed rounds
    std::unique_ptr<Discovery> discovery_;
    Timer timer_;
};

/// "192.0.2.7"; with another port than CoAP's "192.0.2.7-5685".
NodeConfig node_at(const Peer& peer);

}  // namespace coapnode
