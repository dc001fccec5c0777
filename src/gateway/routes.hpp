// SPDX-License-Identifier: MIT
/// Handles every request to the gateway: determines the caller, checks its role, and selects the handler.
#pragma once

#include "coapnode/core/log.hpp"
#include "coapnode/http/handler.hpp"
#include "gateway/access/admission.hpp"
#include "gateway/access/no_cache_budget.hpp"
#include "gateway/devices.hpp"
#include "gateway/event_streams.hpp"
#include "gateway/forwarder.hpp"
#include "gateway/guarded_streams.hpp"
#include "gateway/mapping/target.hpp"
#include "gateway/metrics.hpp"
#include "gateway/page_files.hpp"
#include "gateway/recent_targets.hpp"

#include <memory>
#include <string>

namespace coapnode {

class Routes final : public HttpHandler {
public:
    /// Largest body for a node; a configuration has at most 256 kB.
    static constexpr std::size_t largest_forwarded_body = 300'000;
    static constexpr std::size_t largest_own_body = 4096;

    /// All outlive it.
    struct Rooms {
        Scheduler& scheduler;
        Log& log;
        Devices& devices;
        EventStreams& streams;
        Forwarder& forwarder;
        Pairing& pairing;
        const PageFiles& page;
    };

    Routes(const Rooms& rooms, MetricsSources metrics);

    void apply(const GatewayConfig& config, const std::string& machine);

    [[nodiscard]] std::size_t largest_body(const HttpRequest& head) const override;
    std::unique_ptr<HttpWork> handle(HttpRequest request, HttpReply& reply) override;

private:
    std::unique_ptr<HttpWork> admitted(const HttpRequest& request, HttpReply& reply);
    std::unique_ptr<HttpWork> to_device(const HttpRequest& request, HttpReply& reply, const Caller& caller);
    std::unique_ptr<HttpWork> to_resource(const HttpRequest& request, HttpReply& reply, const Caller& caller,
                                          NamedResource& resource);
    std::unique_ptr<HttpWork> events(const HttpRequest& request, HttpReply& reply, const Caller& caller);
    [[nodiscard]] HttpResponse whole_device(const HttpRequest& request, const Device& device) const;
    [[nodiscard]] HttpResponse own(const HttpRequest& request, const Caller& caller) const;
    [[nodiscard]] HttpResponse devices() const;
    void tell_wrong_token(const HttpRequest& request);
    [[nodiscard]] bool may_pass_cache(const HttpRequest& request, const Caller& caller);

    Rooms rooms_;
    MetricsSources metrics_;
    AccessRules rules_;
    GuardedStreams guarded_;
    NoCacheBudget no_cache_;
    RecentTargets recent_;
};

}  // namespace coapnode
