// SPDX-License-Identifier: MIT
/// Observe (RFC 7641): handles observers from registration to end, and decides when each one is notified.
#pragma once

#include "coap/observe/delivery.hpp"
#include "coap/observe/observer_host.hpp"
#include "coap/observe/observer_registry.hpp"
#include "coap/wire/datagram.hpp"
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

    /// Observers beyond new limits stay.
    void limit(const LimitsConfig& limits) { registry_.limit(limits); }
    [[nodiscard]] std::size_t size() const { return registry_.size(); }

    /// Adds an observer of `resource` and replaces an earlier observation with the same token. `reply` is the
    /// successful answer to the registration. It gets the Observe number and the Max-Age; it gets no Observe number
    /// when there is no observation: there is no resource, it is not observable, or there are too many observers.
    void add(ObserverHost& host, const Registration& registration, Resource* resource, Response& reply);
    void remove(const coap_session_t& session, const std::string& token) { registry_.remove(session, token); }

    /// A confirmable notification was rejected with Reset: ends that observation.
    void rejected(const coap_session_t& session, const std::string& token);
    /// A confirmable notification was not acknowledged or not deliverable: ends all observations of the peer.
    void failed(const coap_session_t& session);
    /// A peer of `host` acknowledged a notification, or rejected a non-confirmable one.
    void take_empty(const ObserverHost& host, const EmptyMessage& message);
    /// Whether an acknowledgement is awaited.
    [[nodiscard]] bool has_pending() const { return !delivery_.pending().empty(); }
    /// All confirmable messages of `host` are acknowledged.
    void acknowledged_all(const ObserverHost& host);

    /// The session ends. Called from within a handler of libcoap, which still uses the session.
    void end(const coap_session_t& session);
    /// The session ends. Called from elsewhere; afterwards no reference to the session remains here.
    void release(const coap_session_t& session);

    /// Called when `site` or the roles have changed. Observers stay when their path still exists and they may still
    /// read it, and they are notified of changes.
    void revise(const Site& site);

private:
    void wake_at(Instant moment);
    void wake();
    [[nodiscard]] Instant next_wake();
    /// Evaluates the observer: its resource has changed, or its timer has expired.
    void evaluate(Observer& observer, Instant now);
    void notify(Observer& observer, const Response& response, Instant now);
    /// After a reload of the configuration.
    void compare(Observer& observer, Instant now);
    /// The peer of `session` has acknowledged a notification.
    void acknowledged(const coap_session_t& session);
    /// Handles notifications that are in flight for longer than possible.
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
