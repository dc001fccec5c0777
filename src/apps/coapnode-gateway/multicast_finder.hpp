// SPDX-License-Identifier: MIT
/// Looks for nodes by multicast, again and again (`discover: true`). A node that is found has its address for a name.
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
    /// After that no node answers any more (RFC 7252 section 8.2), and what it said was fetched.
    static constexpr Duration listening_time = Discovery::leisure + 2s;
    /// A node that misses so many rounds is gone: a multicast may be lost.
    static constexpr unsigned tolerated_misses = 3;

    /// All outlive it.
    MulticastFinder(Requester& requester, Devices& devices);
    MulticastFinder(const MulticastFinder&) = delete;
    MulticastFinder& operator=(const MulticastFinder&) = delete;

private:
    void ask();
    void on_found(const Peer& sender);
    void end_round();

    Requester& requester_;
    Devices& devices_;
    std::map<std::string, std::pair<NodeConfig, unsigned>> found_;  ///< by name; with the rounds that it missed
    std::unique_ptr<Discovery> discovery_;
    Timer timer_;
};

/// "192.0.2.7"; with another port than CoAP's "192.0.2.7-5685".
NodeConfig node_at(const Peer& peer);

}  // namespace coapnode
