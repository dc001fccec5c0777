// SPDX-License-Identifier: MIT
/// The root object: HTTP server, CoAP client, and everything between them, in dependency order.
#pragma once

#include "apps/coapnode-gateway/multicast_finder.hpp"
#include "coap/client/requester.hpp"
#include "gateway/devices.hpp"
#include "gateway/directory_lookup.hpp"
#include "gateway/event_streams.hpp"
#include "gateway/feed.hpp"
#include "gateway/fetches.hpp"
#include "gateway/forwarder.hpp"
#include "gateway/metrics.hpp"
#include "gateway/observed_resources.hpp"
#include "gateway/page_files.hpp"
#include "gateway/response_cache.hpp"
#include "gateway/routes.hpp"
#include "gateway/traffic_counts.hpp"
#include "http/server.hpp"
#include "loop/event_loop.hpp"
#include "loop/worker_thread.hpp"
#include "store/pairing_file.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace coapnode {

class Gateway {
public:
    /// `state`: the folder for state that outlives a restart.
    Gateway(EventLoop& loop, Log& log, PageFiles page, const std::filesystem::path& state);
    Gateway(const Gateway&) = delete;
    Gateway& operator=(const Gateway&) = delete;

    /// Applies a configuration completely or not at all: on an error the old one stays. Errors: cannot_listen,
    /// bad_input.
    Result<void> apply(const GatewayConfig& config);

    /// Ends all requests and streams and deregisters from all nodes. The last call, while the loop still runs.
    void shut_down();

    /// "serving http://127.0.0.1:8080; 3 nodes"
    [[nodiscard]] std::string status() const;

private:
    [[nodiscard]] MetricsSources sources();
    void look_for_nodes(const GatewayConfig& config);

    EventLoop& loop_;
    Log& log_;
    PageFiles page_;
    PairingFile pairings_;
    Pairing pairing_;
    WorkerThread worker_;
    Requester requester_;
    ResponseCache cache_;
    Devices devices_;
    Fetches fetches_;
    ObservedResources observed_;
    Feed feed_;
    EventStreams streams_;
    TrafficCounts traffic_;
    Forwarder forwarder_;
    Routes routes_;
    std::unique_ptr<HttpServer> server_;  ///< nullptr after the shutdown
    std::optional<DirectoryLookup> directory_;
    std::optional<MulticastFinder> multicast_;
    GatewayConfig config_;  ///< the current one
};

}  // namespace coapnode
