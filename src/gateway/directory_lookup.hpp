// SPDX-License-Identifier: MIT
/// Queries a CoRE Resource Directory for its nodes periodically (RFC 9176 section 6).
#pragma once

#include "gateway/devices.hpp"
#include "gateway/node_link.hpp"

#include <memory>
#include <vector>

namespace coapnode {

/// Reads the answer to an endpoint lookup: ep is the name, base the URI. Skips entries that need a key (coaps), whose
/// host is not an address, or whose name is not valid in /devices.
std::vector<NodeConfig> nodes_in_directory(const ReadLinks& endpoints);

class DirectoryLookup {
public:
    static constexpr Duration interval = 1min;
    static constexpr Duration timeout = 10s;

    /// `directory`: with the path of its endpoint lookup; without a path it is discovered. All must outlive it.
    DirectoryLookup(Scheduler& scheduler, Log& log, Devices& devices, const CoapUri& directory,
                    const OpenLink& open_link);
    DirectoryLookup(const DirectoryLookup&) = delete;
    DirectoryLookup& operator=(const DirectoryLookup&) = delete;

private:
    void ask();
    void ask_for_lookup();
    void ask_for_endpoints();
    void on_lookup(const Result<IncomingResponse>& answer);
    void on_endpoints(const Result<IncomingResponse>& answer);
    void fail_with(const std::string& why);

    Scheduler& scheduler_;
    Log& log_;
    Devices& devices_;
    std::string name_;
    std::vector<std::string> given_path_;
    std::vector<std::string> path_;
    std::unique_ptr<NodeLink> link_;
    PendingPtr pending_;
    Timer next_;
};

}  // namespace coapnode
