// SPDX-License-Identifier: MIT
/// Observe (RFC 7641): when each observer is told what, from its registration to its end.
#pragma once

#include "coap/observe/delivery.hpp"
#include "coap/observe/observer_host.hpp"
#include "coap/observe/observer_registry.hpp"
#include "coap/wire/datagram_peek.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/resource.hpp"
#include "coapnode/rest/site.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace coapnode {

/// A GET with Observe: 0.
struct Registration {
    coap_session_t& session;
    Peer peer;
    std::string token;
    const Request& request;
    const std::optional<Block>& block2;
};

class Observers {
public:
    explicit Observers(Scheduler& scheduler);

    /// What is above new limits stays.
    void limit(const LimitsConfig& limits) { registry_.limit(limits); }
    [[nodiscard]] std::size_t size() const { return registry_.size(); }

    /// Adds an observer of `resource`, whose registration is answered with `reply`, a success, in place of what its
    /// token stood for. `reply` gets its Observe number and what is promised as its Max-Age; none when it is no
    /// observation: there is no resource, it does not change, or there are too many.
    void add(ObserverHost& host, const Registration& registration, Resource* resource, Response& reply);
    void remove(const coap_session_t& session, const std::string& token) { registry_.remove(session, token); }

    /// A confirmable notification was rejected by a reset, which speaks for one observation.
    void rejected(const coap_session_t& session, const std::string& token);
    /// One was not acknowledged or could not be delivered, which speaks for the peer.
    void failed(const coap_session_t& session);
    /// From a peer of `host`: it acknowledges a notification, or rejects one that was not confirmable.
    void take_empty(const ObserverHost& host, const EmptyMessage& message);
    /// Whether any acknowledgement is waited for.
    [[nodiscard]] bool has_pending() const { return !delivery_.pending().empty(); }
    /// All that was under way from `host` was acknowledged.
    void acknowledged_all(const ObserverHost& host);

    /// The session is over: from within a handler of libcoap, which still works with it.
    void end(const coap_session_t& session);
    /// The session is over: from elsewhere, and nothing here refers to it any more.
    void release(const coap_session_t& session);

    /// `site` is served now, or there are other roles: observers stay where their path is still there and they may read
    /// it; they are told what is new.
    void revise(const Site& site);

private:
    void wake_at(Instant moment);
    void wake();
    [[nodiscard]] Instant next_wake();
    /// The resource has changed, or a moment has come that the observer waited for.
    void evaluate(Observer& observer, Instant now);
    void notify(Observer& observer, const Response& response, Instant now);
    /// After a reload.
    void compare(Observer& observer, Instant now);
    /// The peer of `session` is there: it has acknowledged a notification.
    void acknowledged(const coap_session_t& session);
    /// Nothing was heard of a notification for longer than it may be under way.
    void expire(const PendingNotifications::Expired& expired);
    void reject(const ObserverHost& host, const EmptyMessage& reset);
    void end_soon(Observer& observer);

    Scheduler& scheduler_;
    ObserverRegistry registry_;
    Delivery delivery_;
    std::optional<Instant> wakes_at_;
    Timer timer_;
};

}  // namespace coapnode
