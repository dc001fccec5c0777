// SPDX-License-Identifier: MIT
#include "coap/observe/observers.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// Max-Age is set for an observer, not for a client that polls.
Response with_promise(Response response, const ConditionalAttributes& conditions)
{
    if (response.max_age) response.max_age = conditions.promised_age(*response.max_age);
    return response;
}

}  // namespace

Observers::Observers(Scheduler& scheduler)
    : scheduler_{scheduler},
      // Later, because this may run within a request that must be answered first, and more changes may follow.
      registry_{[this] { wake_at(scheduler_.now()); }}
{
}

void Observers::add(ObserverHost& host, const Registration& registration, Resource* resource, Response& reply)
{
    auto& session = registration.session;
    const auto& request = registration.request;
    std::optional<std::uint32_t> last;
    if (const auto* const before = registry_.find(session, registration.token)) {
        last = before->sequence;
        registry_.remove(session, registration.token);
    }
    if (resource == nullptr || resource->changes() == nullptr) return;
    const auto state = resource->scalar();
    const auto attributes = read_conditional_attributes(request.query, state);
    if (!attributes || !registry_.has_room(session, request.path)) return;

    const auto now = scheduler_.now();
    Observer observer{.host = &host,
                      .session = &session,
                      .held = host.hold(session),
                      .peer = registration.peer,
                      .token = registration.token,
                      .request = request,
                      .block2 = registration.block2,
                      .conditions = ConditionalObserver{*attributes, now, state},
                      .etag = reply.etag,
                      .is_proven = host.is_secure() || registry_.is_proven(session)};
    observer.request.payload = {};
    observer.request.conditions_are_read = true;
    observer.due = observer.conditions.due(now, state);
    Delivery::begin(observer, last, now);
    const auto& added = registry_.add(std::move(observer), *resource);
    wake_at(added.next());
    reply = with_promise(std::move(reply), *attributes);
    reply.observe = added.sequence;
}

void Observers::rejected(const coap_session_t& session, const std::string& token)
{
    delivery_.pending().end(session);
    if (auto* const observer = registry_.find(session, token)) end_soon(*observer);
}

void Observers::failed(const coap_session_t& session)
{
    delivery_.pending().end(session);
    end(session);
}

void Observers::take_empty(const ObserverHost& host, const EmptyMessage& message)
{
    if (message.type == EmptyMessage::Type::reset) return reject(host, message);
    if (const auto* const session = delivery_.pending().find(host, message)) acknowledged(*session);
}

void Observers::reject(const ObserverHost& host, const EmptyMessage& reset)
{
    registry_.each([&](Observer& observer) {
        const bool is_meant = observer.unconfirmed_ids.contains(reset.message_id) && observer.host == &host &&
                              observer.peer == reset.peer;
        if (is_meant) end_soon(observer);
    });
}

void Observers::end(const coap_session_t& session)
{
    registry_.each_of(session, [this](Observer& own) { end_soon(own); });
}

/// libcoap still uses the session, so the loop releases it.
void Observers::end_soon(Observer& observer)
{
    observer.ended = true;
    wake_at(scheduler_.now());
}

void Observers::release(const coap_session_t& session)
{
    registry_.remove_all_of(session);
    delivery_.pending().end(session);
}

void Observers::revise(const Site& site)
{
    const auto now = scheduler_.now();
    registry_.watch(site);
    registry_.each([&](Observer& observer) {
        if (!observer.ended) compare(observer, now);
    });
    wake_at(now);
}

void Observers::compare(Observer& observer, Instant now)
{
    observer.request.conditions_are_read = false;  // another resource may have this path now
    const auto response = observer.host->represent(*observer.session, observer.request);
    observer.request.conditions_are_read = true;
    // A reconfigured sensor has no reading yet. Its first attempt decides what observers are told.
    if (response.code == Code::service_unavailable) return;
    if (!is_success(response.code)) {
        delivery_.conclude(observer, response, now);
    } else if (response.etag != observer.etag) {
        observer.conditions.see(observer.subject->second.resource->scalar());
        observer.due = now;
    }
}

void Observers::acknowledged_all(const ObserverHost& host)
{
    for (const auto* const session : delivery_.pending().of(host))
        acknowledged(*session);
}

void Observers::acknowledged(const coap_session_t& session)
{
    const auto now = scheduler_.now();
    registry_.each_of(session, [&](Observer& own) {
        Delivery::acknowledged(own, now);
        wake_at(own.next());
    });
    delivery_.pending().end(session);  // may release the last reference to the session
}

void Observers::expire(const PendingNotifications::Expired& expired)
{
    // Over DTLS libcoap would have reported a failure. Over plain CoAP an acknowledgement would have been seen.
    expired.host->is_secure() ? acknowledged(*expired.session) : failed(*expired.session);
}

void Observers::wake_at(Instant moment)
{
    if (moment == Instant::max() || (wakes_at_ && *wakes_at_ <= moment)) return;
    wakes_at_ = moment;
    const auto now = scheduler_.now();
    timer_ = scheduler_.after(std::max(moment, now) - now, [this] { wake(); });
}

void Observers::wake()
{
    const auto now = scheduler_.now();
    wakes_at_ = now;  // the timer needs no change during this call
    const auto keep_timer = std::move(timer_);
    for (const auto& expired : delivery_.pending().expired(now))
        expire(expired);
    registry_.each([&](Observer& observer) {
        if (observer.ended) return;
        const auto& subject = observer.subject->second;
        if (subject.changed) observer.conditions.see(subject.resource->scalar());
        if (subject.changed || observer.next() <= now) evaluate(observer, now);
    });
    registry_.forget_changes();
    delivery_.tell_senders();
    registry_.remove_ended();
    wakes_at_.reset();
    wake_at(next_wake());
}

Instant Observers::next_wake()
{
    auto next = delivery_.pending().next_expiry();
    registry_.each([&](const Observer& observer) { next = std::min(next, observer.next()); });
    return next;
}

void Observers::evaluate(Observer& observer, Instant now)
{
    const auto response = observer.host->represent(*observer.session, observer.request);
    if (!is_success(response.code)) return delivery_.conclude(observer, response, now);
    observer.held_until.reset();
    observer.due = observer.conditions.due(now, observer.subject->second.resource->scalar());
    if (observer.due && *observer.due <= now) return notify(observer, response, now);
    if (now < observer.confirm_at) return;
    if (delivery_.may_confirm(observer, now)) return notify(observer, response, now);
    observer.held_until = now + Delivery::held_interval;
}

void Observers::notify(Observer& observer, const Response& response, Instant now)
{
    if (!delivery_.notify(observer, with_promise(response, observer.conditions.attributes()), now)) return;
    const auto state = observer.subject->second.resource->scalar();
    observer.etag = response.etag;
    observer.conditions.reported(now, state);
    observer.due = observer.conditions.due(now, state);
}

}  // namespace coapnode
