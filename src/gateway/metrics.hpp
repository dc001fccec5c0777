// SPDX-License-Identifier: MIT
/// Writes /metrics in the Prometheus text format: readings and health of all nodes, and the gateway's own figures. It
/// never waits for a node. Failed and stale readings are skipped.
///
/// Names and labels must not change, because users' dashboards rely on them; docs/gateway.md lists them.
#pragma once

#include "gateway/devices.hpp"
#include "gateway/event_streams.hpp"
#include "gateway/exposition/process_figures.hpp"
#include "gateway/feed.hpp"
#include "gateway/fetches.hpp"
#include "gateway/forwarder.hpp"
#include "gateway/traffic_counts.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace coapnode {

/// Figures of the HTTP server, supplied by the app.
struct HttpCounts {
    std::uint64_t connections{};  ///< open now
    std::uint64_t requests{};
    std::uint64_t refused{};  ///< connections beyond a limit; requests that the server itself refused
};

struct MetricsSources {
    const Clock& clock;
    const Devices& devices;
    const Feed& feed;
    const ResponseCache& cache;
    const Fetches& fetches;
    const ObservedResources& observed;
    const EventStreams& streams;
    const TrafficCounts& traffic;
    const Forwarder& forwarder;
    std::function<HttpCounts()> http;
    std::function<ProcessFigures()> process;
};

std::string metrics_text(const MetricsSources& sources);

}  // namespace coapnode
