// SPDX-License-Identifier: MIT
#include "gateway/forwarder.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "gateway/history_csv.hpp"
#include "gateway/mapping/accept.hpp"
#include "gateway/mapping/node_problem.hpp"
#include "gateway/mapping/to_http.hpp"
#include "gateway/resource_links.hpp"

#include <utility>

namespace coapnode {

namespace {

using Formats = std::vector<std::uint16_t>;

ResourceKey key_of(const Device& device, const OutgoingRequest& request)
{
    return {device.name(), path_and_query(request.path, request.query), request.accept};
}

OutgoingRequest get_json(const NodeTarget& target)
{
    OutgoingRequest request;
    request.path = target.path;
    request.query = target.query;
    request.accept = static_cast<std::uint16_t>(ContentFormat::json);
    return request;
}

HttpResponse answer_of(const KeptResponsePtr& kept, const RequestFacts& facts, Instant now)
{
    const auto age = std::chrono::floor<std::chrono::seconds>(now - kept->received);
    return to_http(std::shared_ptr<const IncomingResponse>{kept, &kept->response}, facts,
                   static_cast<std::uint32_t>(age.count()));
}

/// Whether the response reports a change: 2.01, 2.02, 2.04.
bool has_changed(const Result<IncomingResponse>& answer)
{
    return !answer || answer->is_success();
}

}  // namespace

/// One request to a node.
class Forwarder::Forwarding final : public HttpWork {
public:
    Forwarding(const Rooms& rooms, HttpReply& reply, std::shared_ptr<Device> device)
        : rooms_{rooms}, reply_{reply}, device_{std::move(device)}, begun_{rooms.scheduler.now()}
    {
    }

    void answer(HttpResponse response)
    {
        const auto is_named = device_->source() != DeviceSource::address;
        rooms_.traffic.note(is_named ? device_->name() : TrafficCounts::by_address, response.status,
                            rooms_.scheduler.now() - begun_);
        reply_.send(std::move(response));
    }

    [[nodiscard]] Instant begun() const { return begun_; }
    void wait_for(PendingPtr pending) { pending_ = std::move(pending); }

private:
    Rooms rooms_;
    HttpReply& reply_;
    std::shared_ptr<Device> device_;  ///< outlives what is pending, also when a reload takes it out
    Instant begun_;
    PendingPtr pending_;
};

std::unique_ptr<HttpWork> Forwarder::forward(const HttpRequest& request, HttpReply& reply, Resource resource,
                                             const MayPassCache& may_pass_cache)
{
    const Accept accept{request.fields};
    const auto* const link = resource.link;
    const bool is_get = request.method == "GET";
    if (is_get && accept.asks_for("text/event-stream")) return stream(reply, resource);
    const bool is_history = link != nullptr && has_word(link->value_of("rt"), "history");
    if (is_get && is_history && accept.asks_for("text/csv")) return history_as_csv(reply, resource);

    const bool needs_formats = link != nullptr && !accept.takes_anything();
    auto forwarded = to_coap(request, std::move(resource.target), needs_formats ? formats_of(*link) : Formats{});
    if (!forwarded) {
        reply.send(std::move(forwarded.error()));
        return nullptr;
    }
    return forwarded->facts.is_read() ? get(reply, resource.device, std::move(*forwarded), may_pass_cache)
                                      : change(reply, resource.device, std::move(*forwarded));
}

std::unique_ptr<HttpWork> Forwarder::get(HttpReply& reply, const std::shared_ptr<Device>& device,
                                         ForwardedRequest forwarded, const MayPassCache& may_pass_cache)
{
    auto work = std::make_unique<Forwarding>(rooms_, reply, device);
    const auto key = key_of(*device, forwarded.coap);
    const auto now = work->begun();
    if (const auto kept = find_kept(key, forwarded.oldest, now, may_pass_cache)) {
        ++hits_.hits;
        work->answer(answer_of(kept, forwarded.facts, now));
        return nullptr;
    }
    ++hits_.misses;
    auto pending = rooms_.fetches.get(
        device, key, std::move(forwarded.coap),
        [this, &work = *work, name = device->name(), facts = std::move(forwarded.facts)](const auto& answer) {
            work.answer(answer ? answer_of(*answer, facts, rooms_.scheduler.now()) : problem_of(answer.error(), name));
        });
    if (!pending) {
        work->answer(problem_of(pending.error(), device->name()));
        return nullptr;
    }
    work->wait_for(std::move(*pending));
    return work;
}

/// A fresh answer that is new enough for the client, or that must be used.
KeptResponsePtr Forwarder::find_kept(const ResourceKey& key, const std::optional<std::uint32_t>& oldest, Instant now,
                                     const MayPassCache& may_pass_cache) const
{
    auto kept = rooms_.cache.find(key);
    if (!kept || !kept->is_fresh(now)) return nullptr;
    const bool is_young = !oldest || (*oldest > 0 && now - kept->received <= std::chrono::seconds{*oldest});
    return is_young || !may_pass_cache() ? kept : nullptr;
}

std::unique_ptr<HttpWork> Forwarder::change(HttpReply& reply, const std::shared_ptr<Device>& device,
                                            ForwardedRequest forwarded)
{
    auto work = std::make_unique<Forwarding>(rooms_, reply, device);
    work->wait_for(device->request(std::move(forwarded.coap), [this, &work = *work, name = device->name(),
                                                               facts = std::move(forwarded.facts)](const auto& answer) {
        if (has_changed(answer)) rooms_.cache.forget_device(name);
        work.answer(answer ? to_http(std::make_shared<const IncomingResponse>(*answer), facts)
                           : problem_of(answer.error(), name));
    }));
    return work;
}

std::unique_ptr<HttpWork> Forwarder::stream(HttpReply& reply, const Resource& resource)
{
    const auto& device = resource.device;
    OutgoingRequest request;
    request.path = resource.target.path;
    request.query = resource.target.query;
    if (resource.link != nullptr) request.accept = observed_format(*resource.link);
    const auto key = key_of(*device, request);
    auto observed = rooms_.observed.observe(device, key, std::move(request));
    if (observed) return rooms_.streams.open(reply, {}, std::move(*observed));
    reply.send(problem_of(observed.error(), device->name()));
    return nullptr;
}

std::unique_ptr<HttpWork> Forwarder::history_as_csv(HttpReply& reply, const Resource& resource)
{
    const auto& device = resource.device;
    auto work = std::make_unique<Forwarding>(rooms_, reply, device);
    RequestFacts facts;
    facts.device = device->name();
    facts.path = resource.target.path;
    work->wait_for(device->request(get_json(resource.target), [&work = *work, name = device->name(),
                                                               facts = std::move(facts)](const auto& answer) {
        if (!answer) return work.answer(problem_of(answer.error(), name));
        work.answer(answer->is(Code::content) ? history_csv(*answer)
                                              : to_http(std::make_shared<const IncomingResponse>(*answer), facts));
    }));
    return work;
}

}  // namespace coapnode
