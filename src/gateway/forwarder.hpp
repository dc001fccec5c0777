// SPDX-License-Identifier: MIT
/// Requests to /devices/NAME/PATH: from the cache, joined with others, or from the node itself.
#pragma once

#include "coapnode/http/handler.hpp"
#include "gateway/devices.hpp"
#include "gateway/event_streams.hpp"
#include "gateway/fetches.hpp"
#include "gateway/mapping/to_coap.hpp"
#include "gateway/traffic_counts.hpp"

#include <memory>

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
    /// Of GETs that may be answered from the cache.
    [[nodiscard]] const Hits& cache_hits() const { return hits_; }

    /// As HttpHandler::handle(). `may_pass_cache`: whether no-cache of this client is honoured.
    std::unique_ptr<HttpWork> forward(const HttpRequest& request, HttpReply& reply,
                                      const std::shared_ptr<Device>& device, const NodeTarget& target,
                                      bool may_pass_cache);

private:
    class Forwarding;

    std::unique_ptr<HttpWork> get(HttpReply& reply, const std::shared_ptr<Device>& device, ForwardedRequest forwarded);
    std::unique_ptr<HttpWork> change(HttpReply& reply, const std::shared_ptr<Device>& device,
                                     ForwardedRequest forwarded);
    std::unique_ptr<HttpWork> stream(HttpReply& reply, const std::shared_ptr<Device>& device, const NodeTarget& target);
    std::unique_ptr<HttpWork> history_as_csv(HttpReply& reply, const std::shared_ptr<Device>& device,
                                             const NodeTarget& target);
    [[nodiscard]] HttpResponse answer_of(const KeptResponsePtr& kept, const RequestFacts& facts) const;

    Rooms rooms_;
    Hits hits_;
};

}  // namespace coapnode
