// SPDX-License-Identifier: MIT
/// Answers requests to /devices/NAME/PATH: from the cache, together with others, or from the node.
#pragma once

#include "coapnode/http/handler.hpp"
#include "gateway/devices.hpp"
#include "gateway/event_streams.hpp"
#include "gateway/fetches.hpp"
#include "gateway/mapping/to_coap.hpp"
#include "gateway/recent_targets.hpp"
#include "gateway/traffic_counts.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

class Forwarder {
public:
    /// All outlive it.
    struct Rooms {
        Scheduler& scheduler;
        ResponseCache& cache;
        Fetches& fetches;
        ObservedResources& observed;
        EventStreams& streams;
        TrafficCounts& traffic;
    };

    explicit Forwarder(const Rooms& rooms) : rooms_{rooms} {}

    struct Hits {
        std::uint64_t hits = 0;
        std::uint64_t misses = 0;
    };
    /// Counts of GETs that may be answered from the cache.
    [[nodiscard]] const Hits& cache_hits() const { return hits_; }

    /// Whether a client may bypass a fresh answer in the cache. Called only in that case.
    using MayPassCache = std::function<bool()>;

    /// As HttpHandler::handle().
    std::unique_ptr<HttpWork> forward(const HttpRequest& request, HttpReply& reply, NamedResource& resource,
                                      const MayPassCache& may_pass_cache);

private:
    class Forwarding;

    bool send_kept(const HttpRequest& request, HttpReply& reply, NamedResource& resource);
    std::unique_ptr<HttpWork> get(HttpReply& reply, const NamedResource& resource, ForwardedRequest forwarded,
                                  const MayPassCache& may_pass_cache);
    [[nodiscard]] KeptResponsePtr find_kept(const ResourceKey& key, const std::optional<std::uint32_t>& oldest,
                                            Instant now, const MayPassCache& may_pass_cache) const;
    std::unique_ptr<HttpWork> change(HttpReply& reply, const std::shared_ptr<Device>& device,
                                     ForwardedRequest forwarded);
    std::unique_ptr<HttpWork> stream(HttpReply& reply, const NamedResource& resource);
    std::unique_ptr<HttpWork> history_as_csv(HttpReply& reply, const NamedResource& resource);
    Rooms rooms_;
    Hits hits_;
};

}  // namespace coapnode
