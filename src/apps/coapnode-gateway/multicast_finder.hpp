// SPDX-License-Identifier: MIT
/// Discovers nodes by multicast periodically (`discover: true`).
#pragma once

#include "apps/coapnode-gateway/found_nodes.hpp"
#include "coap/client/discovery.hpp"
#include "gateway/devices.hpp"

#include <memory>

namespace coapnode {

class MulticastFinder {
public:
    static constexpr Duration interval = 5min;
    /// By then all nodes have answered (RFC 7252 section 8.2), and all blocks of their answers have been fetched.
    static constexpr Duration listening_time = Discovery::leisure + 2s;

    /// All must outlive it.
    MulticastFinder(Requester& requester, Devices& devices);
    MulticastFinder(const MulticastFinder&) = delete;
    MulticastFinder& operator=(const MulticastFinder&) = delete;

private:
    void ask();
    void end_round();

    Requester& requester_;
    Devices& devices_;
    FoundNodes found_;
    std::unique_ptr<Discovery> discovery_;
    Timer timer_;
};

}  // namespace coapnode
