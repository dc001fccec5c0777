// SPDX-License-Identifier: MIT
/// What /metrics says, in the Prometheus text format: readings of all nodes, whether they answer, and the gateway's own
/// figures. It never waits for a node. A reading that failed or is stale is left out.
///
/// Names and labels are for dashboards that others wrote: docs/gateway.md lists them, and they stay.
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

/// Of the HTTP server, which only the app knows.
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
