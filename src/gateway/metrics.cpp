// SPDX-License-Identifier: MIT
#include "gateway/metrics.hpp"

#include "gateway/exposition/metrics_text.hpp"
#include "gateway/reading.hpp"
#include "gateway/reading_names.hpp"

#include <chrono>

namespace coapnode {

namespace {

constexpr auto counter = MetricType::counter;
constexpr auto gauge = MetricType::gauge;

double seconds(Duration duration)
{
    return std::chrono::duration<double>{duration}.count();
}

/// coapnode_reading_celsius{node="…",sensor="…",quantity="…"}, and how old each is.
void add_readings_of(MetricsText& text, const Device& device, const MetricsSources& sources)
{
    auto& ages = text.family("coapnode_reading_age_seconds", gauge, "Time since the gateway received the reading.");
    for (const auto& [path, followed] : sources.feed.of(device.name())) {
        const auto& state = followed.resource->state();
        const auto reading = state ? read_reading(state->response) : std::nullopt;
        const auto* const unit = reading ? metric_unit(reading->unit) : nullptr;
        if (unit == nullptr) continue;
        const auto name = reading_name(path);
        const MetricLabels labels{{"node", device.name()}, {"sensor", name.sensor}, {"quantity", name.quantity}};
        auto& family = text.family("coapnode_reading_" + std::string{unit->suffix}, gauge, unit->help);
        family.sample(labels, reading->value * unit->factor);
        ages.sample(labels, seconds(sources.clock.now() - state->received));
    }
}

void add_node(MetricsText& text, const Device& device)
{
    const bool is_up = device.health().state() == Health::State::up;
    text.family("coapnode_up", gauge, "1 while the node answers, else 0.")
        .sample({{"node", device.name()}}, is_up ? 1 : 0);
    text.family("coapnode_node_info", gauge, "Always 1: the name of the node, and how it was found.")
        .sample({{"node", device.name()}, {"title", device.title()}, {"source", name_of(device.source())}}, 1);
    if (const auto offset = device.clock_offset()) {
        text.family("coapnode_clock_offset_seconds", gauge,
                    "How far the node's clock is ahead of the gateway's; negative if it is behind.")
            .sample({{"node", device.name()}}, static_cast<double>(offset->count()));
    }
}

void add_traffic(MetricsText& text, const TrafficCounts& traffic)
{
    auto& requests =
        text.family("coapnode_gateway_requests_total", counter,
                    "HTTP requests for resources of nodes, also those that the cache answered, by HTTP status.");
    for (const auto& [node, row] : traffic.rows()) {
        for (const auto& [status, count] : row.requests)
            requests.sample({{"node", node}, {"status", std::to_string(status)}}, static_cast<double>(count));
    }
    auto& latencies = text.family("coapnode_gateway_request_seconds", MetricType::histogram,
                                  "Time from an HTTP request for a resource of a node to its answer.");
    for (const auto& [node, row] : traffic.rows())
        latencies.sample({{"node", node}}, row.latencies);
}

void add_own(MetricsText& text, const MetricsSources& sources)
{
    const auto add = [&](const char* name, MetricType type, const char* help, std::uint64_t number) {
        text.family(name, type, help).sample({}, static_cast<double>(number));
    };
    const auto http = sources.http();
    const auto& hits = sources.forwarder.cache_hits();
    const auto& fetches = sources.fetches.counts();
    add("coapnode_gateway_cache_hits_total", counter, "GETs and HEADs answered from the cache.", hits.hits);
    add("coapnode_gateway_cache_misses_total", counter, "GETs and HEADs that the cache did not answer.", hits.misses);
    add("coapnode_gateway_joined_total", counter, "GETs and HEADs that joined the same request of another client.",
        fetches.joined);
    add("coapnode_gateway_revalidated_total", counter, "Cached answers that a node confirmed with 2.03 Valid.",
        fetches.revalidated);
    add("coapnode_gateway_cache_entries", gauge, "Answers in the cache.", sources.cache.size());
    add("coapnode_gateway_observations", gauge, "Resources that are observed.", sources.observed.size());
    add("coapnode_gateway_event_clients", gauge, "Clients of Server-Sent Events.", sources.streams.size());
    add("coapnode_gateway_http_connections", gauge, "Open HTTP connections.", http.connections);
    add("coapnode_gateway_http_requests_total", counter, "HTTP requests whose header arrived completely.",
        http.requests);
    add("coapnode_gateway_http_refused_total", counter,
        "HTTP connections beyond a limit, and requests refused for their framing, size or number.", http.refused);
    add_process_figures(text, sources.process());
}

}  // namespace

std::string metrics_text(const MetricsSources& sources)
{
    MetricsText text;
    const auto devices = sources.devices.named();
    for (const auto& device : devices)
        add_node(text, *device);
    for (const auto& device : devices)
        add_readings_of(text, *device, sources);
    add_traffic(text, sources.traffic);
    add_own(text, sources);
    return text.text();
}

}  // namespace coapnode
