// SPDX-License-Identifier: MIT
#include "gateway/forwarder.hpp"

#include "gateway/history_csv.hpp"
#include "gateway/mapping/accept.hpp"
#include "gateway/mapping/node_problem.hpp"
#include "gateway/mapping/to_http.hpp"
#include "gateway/resource_links.hpp"

#include <utility>

namespace coapnode {

namespace {

using Formats = std::vector<std::uint16_t>;

ResourceKey key_of(const NamedResource& resource, std::optional<std::uint16_t> accept)
{
    return {resource.key.device, resource.key.target, accept};
}

OutgoingRequest get_json(const NodeTarget& target)
{
    OutgoingRequest request;
    request.path = target.path;
    request.query = target.query;
    request.accept = static_cast<std::uint16_t>(ContentFormat::json);
    return request;
}

/// In seconds.
std::uint32_t age_of(const KeptResponse& kept, Instant now)
{
    return static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(now - kept.received).count());
}

HttpResponse answer_of(const KeptResponsePtr& kept, const RequestFacts& facts, Instant now)
{
    return to_http(std::shared_ptr<const IncomingResponse>{kept, &kept->response}, facts, age_of(*kept, now));
}

/// Of a plain read. A small one is kept in `resource`, so that the next reads get the same object.
std::shared_ptr<const HttpResponse> answer_of(const KeptResponsePtr& kept, bool is_private, Instant now,
                                              NamedResource& resource)
{
    constexpr std::size_t largest_made = 1024;
    const auto age = age_of(*kept, now);
    auto& made = resource.made[is_private ? 1 : 0];
    if (made.of == kept && made.age == age) return made.answer;
    RequestFacts facts;
    facts.is_private = is_private;
    auto answer = std::make_shared<const HttpResponse>(answer_of(kept, facts, now));
    made =
        kept->response.payload.size() <= largest_made ? NamedResource::Made{kept, age, answer} : NamedResource::Made{};
    return answer;
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
    Forwarding(const Rooms& rooms, HttpReply& reply, std::shared_ptr<Device> device, RequestFacts facts)
        : rooms_{rooms},
          reply_{reply},
          device_{std::move(device)},
          facts_{std::move(facts)},
          begun_{rooms.scheduler.now()}
    {
    }

    void answer(HttpResponse response)
    {
        rooms_.traffic.note(*device_, response.status, rooms_.scheduler.now() - begun_);
        reply_.send(std::move(response));
    }

    void fail(const Error& error) { answer(problem_of(error, device_->name())); }

    [[nodiscard]] const std::string& device() const { return device_->name(); }
    [[nodiscard]] const RequestFacts& facts() const { return facts_; }
    [[nodiscard]] Instant begun() const { return begun_; }
    void wait_for(PendingPtr pending) { pending_ = std::move(pending); }

private:
    Rooms rooms_;
    HttpReply& reply_;
    std::shared_ptr<Device> device_;  ///< outlives what is pending, also when a reload takes it out
    RequestFacts facts_;
    Instant begun_;
    PendingPtr pending_;
};

std::unique_ptr<HttpWork> Forwarder::forward(const HttpRequest& request, HttpReply& reply, NamedResource& resource,
                                             const MayPassCache& may_pass_cache)
{
    if (is_plain_read(request) && send_kept(request, reply, resource)) return nullptr;
    const Accept accept{request.fields};
    const auto* const link = resource.link;
    const bool is_read = request.is_get_or_head();
    if (is_read && accept.asks_for("text/event-stream")) return stream(reply, resource);
    const bool is_history = link != nullptr && has_word(link->value_of("rt"), "history");
    if (is_read && is_history && accept.asks_for("text/csv")) return history_as_csv(reply, resource);

    const bool needs_formats = link != nullptr && !accept.takes_anything();
    auto forwarded = to_coap(request, resource.target, needs_formats ? formats_of(*link) : Formats{});
    if (!forwarded) {
        reply.send(std::move(forwarded.error()));
        return nullptr;
    }
    return forwarded->facts.is_read() ? get(reply, resource, std::move(*forwarded), may_pass_cache)
                                      : change(reply, resource.device, std::move(*forwarded));
}

/// Answers a plain read. Returns false when nothing fresh is kept.
bool Forwarder::send_kept(const HttpRequest& request, HttpReply& reply, NamedResource& resource)
{
    const auto now = rooms_.scheduler.now();
    const auto kept = rooms_.cache.find(resource.key);
    if (!kept || !kept->is_fresh(now)) return false;
    ++hits_.hits;
    const auto answer = answer_of(kept, has_token(request.fields), now, resource);
    rooms_.traffic.note(*resource.device, answer->status, Duration::zero());
    reply.send_shared(answer);
    return true;
}

std::unique_ptr<HttpWork> Forwarder::get(HttpReply& reply, const NamedResource& resource, ForwardedRequest forwarded,
                                         const MayPassCache& may_pass_cache)
{
    const auto& device = resource.device;
    auto work = std::make_unique<Forwarding>(rooms_, reply, device, std::move(forwarded.facts));
    const auto key = key_of(resource, forwarded.coap.accept);
    const auto now = work->begun();
    if (const auto kept = find_kept(key, forwarded.oldest, now, may_pass_cache)) {
        ++hits_.hits;
        work->answer(answer_of(kept, work->facts(), now));
        return nullptr;
    }
    ++hits_.misses;
    auto pending =
        rooms_.fetches.get(device, key, std::move(forwarded.coap), [this, &work = *work](const auto& answer) {
            if (!answer) return work.fail(answer.error());
            work.answer(answer_of(*answer, work.facts(), rooms_.scheduler.now()));
        });
    if (!pending) {
        work->fail(pending.error());
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
    auto work = std::make_unique<Forwarding>(rooms_, reply, device, std::move(forwarded.facts));
    work->wait_for(device->request(std::move(forwarded.coap), [this, &work = *work](const auto& answer) {
        if (has_changed(answer)) rooms_.cache.forget_device(work.device());
        if (!answer) return work.fail(answer.error());
        work.answer(to_http(std::make_shared<const IncomingResponse>(*answer), work.facts()));
    }));
    return work;
}

std::unique_ptr<HttpWork> Forwarder::stream(HttpReply& reply, const NamedResource& resource)
{
    const auto& device = resource.device;
    OutgoingRequest request;
    request.path = resource.target.path;
    request.query = resource.target.query;
    if (resource.link != nullptr) request.accept = observed_format(*resource.link);
    const auto key = key_of(resource, request.accept);
    auto observed = rooms_.observed.observe(device, key, std::move(request));
    if (observed) return rooms_.streams.open(reply, {}, std::move(*observed));
    reply.send(problem_of(observed.error(), device->name()));
    return nullptr;
}

std::unique_ptr<HttpWork> Forwarder::history_as_csv(HttpReply& reply, const NamedResource& resource)
{
    const auto& device = resource.device;
    RequestFacts facts;
    facts.device = device->name();
    facts.path = resource.target.path;
    auto work = std::make_unique<Forwarding>(rooms_, reply, device, std::move(facts));
    work->wait_for(device->request(get_json(resource.target), [&work = *work](const auto& answer) {
        if (!answer) return work.fail(answer.error());
        work.answer(answer->is(Code::content)
                        ? history_csv(*answer)
                        : to_http(std::make_shared<const IncomingResponse>(*answer), work.facts()));
    }));
    return work;
}

}  // namespace coapnode
