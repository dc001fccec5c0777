// SPDX-License-Identifier: MIT
/// Who observes what (RFC 7641). Our own registry: libcoap's cannot leave out a notification for one observer, which
/// conditions need, and that of 4.3.1 uses freed memory when a notification is an error.
///
/// A notification is non-confirmable as a rule. Confirmable ones find out that a client is gone: the first over plain
/// CoAP, where nothing but its acknowledgement shows that the address is not forged; then one in `confirm_every`, and
/// one in `confirm_interval`. libcoap tells of those that fail, not of those that are acknowledged: over plain CoAP
/// that is seen on the way to it (datagram_peek.hpp), within DTLS known once nothing of the context is under way any
/// more.
#pragma once

#include "coap/message/block.hpp"
#include "coap/observe/confirmations.hpp"
#include "coap/wire/datagram_peek.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/conditional_attributes.hpp"
#include "coapnode/rest/resource.hpp"
#include "coapnode/rest/site.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

/// A notification to be written.
struct Notification {
    const Request& request;  ///< that it was registered with
    const Response& response;
    std::optional<Block> block2;  ///< that the registration asked for
    std::uint32_t sequence{};
};

/// What the registry needs of the port that an observer has registered at.
class ObserverHost {
public:
    virtual ~ObserverHost() = default;

    /// Within DTLS: a session proves its peer's address, and hides its acknowledgements.
    [[nodiscard]] virtual bool is_secure() const = 0;
    /// What a GET would be answered now; `request.client` is filled in anew.
    virtual Response represent(const coap_session_t& session, Request& request) = 0;
    virtual void write(coap_pdu_t& pdu, const coap_session_t& session, const Notification& notification) = 0;
    /// Whether a peer whose address nothing proves may be sent more than confirmable messages.
    virtual bool may_draw(const coap_session_t& session) = 0;
    /// Something was sent from outside libcoap's handlers.
    virtual void sent() = 0;
};

/// A GET with Observe: 0.
struct Registration {
    coap_session_t& session;
    std::string token;
    const Request& request;
    const std::optional<Block>& block2;
};

class Observers {
public:
    /// Notifications in a row that need no acknowledgement; an observer whose address is unproven gets no more of them.
    static constexpr unsigned confirm_every = 16;
    static constexpr Duration confirm_interval = 12h;  ///< RFC 7641 section 4.5 allows 24 h
    /// After so long without a change an unproven observer is told the state again, to be confirmed: a forged one
    /// leaves.
    static constexpr Duration proving_interval = 60s;
    static constexpr Duration held_interval = 1s;  ///< how often one that has to wait is looked at
    /// To a client that does not acknowledge unconfirmed ones go no faster (RFC 7641 section 4.5.1).
    static constexpr Duration silent_interval = 3s;
    static constexpr std::size_t most_per_session = 64;

    explicit Observers(Scheduler& scheduler) : scheduler_{scheduler} {}

    /// What is above new limits stays.
    void limit(const LimitsConfig& limits) { limits_ = limits; }

    /// Adds an observer of `resource`, whose registration is answered with `reply`, a success, in place of what its
    /// token stood for. `reply` gets its Observe number and what is promised as its Max-Age; none when it is no
    /// observation: there is no resource, it does not change, or there are too many.
    void add(ObserverHost& host, const Registration& registration, Resource* resource, Response& reply);
    void remove(const coap_session_t& session, const std::string& token);

    /// libcoap tells that a confirmable message failed.
    void fail(const coap_session_t& session, const std::string& token, coap_nack_reason_t reason);
    /// From a peer of `context`: that it is there, or does not want the notification that came unconfirmed.
    void take_empty(const coap_context_t& context, const EmptyMessage& message);
    /// The session is over: from within a handler of libcoap, which still works with it.
    void end(const coap_session_t& session);
    /// The session is over: from elsewhere, and nothing here refers to it any more.
    void release(const coap_session_t& session);

    /// `site` is served now, or there are other roles: observers stay where their path is still there and they may read
    /// it; they are told what is new.
    void revise(const Site& site);

    /// `context` has processed what arrived.
    void processed(coap_context_t& context);

    [[nodiscard]] std::size_t size() const { return observers_.size(); }

private:
    using Key = std::pair<const coap_session_t*, std::string>;

    /// What is observed: all observers of one path share one subscription.
    struct Subject {
        Resource* resource = nullptr;
        Subscription subscription;
        std::size_t observers = 0;
        bool changed = false;
    };
    using Subjects = std::map<std::vector<std::string>, Subject>;

    struct Observer {
        ObserverHost* host;
        SessionPtr session;
        Request request;
        std::optional<Block> block2;
        Subjects::iterator subject;
        ConditionalObserver conditions;
        std::optional<ETag> etag;  ///< of what was reported last
        std::uint32_t sequence{};
        bool ended = false;
        bool proven = false;       ///< the client is at its address
        unsigned unconfirmed = 0;  ///< notifications since the last confirmable one
        std::optional<coap_mid_t> newest_unconfirmed{};
        Instant told_at{};                    ///< when the client was sent something last
        Instant confirm_at{};                 ///< the latest moment for the next confirmable one
        std::optional<Instant> held_until{};  ///< a notification is due, but has to wait
        std::optional<Instant> due{};         ///< by the conditions
        [[nodiscard]] Instant next() const;
        /// When there has to be a confirmable one, if there was the last one now.
        [[nodiscard]] Instant confirm_after(Instant now) const;
    };
    using All = std::map<Key, Observer>;

    void watch(Subject& subject, Resource& resource);
    All::iterator erase(All::iterator observer);
    [[nodiscard]] bool has_room(const coap_session_t& session, const std::vector<std::string>& path) const;
    [[nodiscard]] bool is_proven(const ObserverHost& host, const coap_session_t& session) const;
    [[nodiscard]] std::uint32_t next_sequence(std::optional<std::uint32_t> last) const;

    void wake_at(Instant moment);
    void wake();
    [[nodiscard]] Instant next_wake() const;
    /// Notifies it where that is due.
    void evaluate(Observer& observer, const std::string& token, Instant now);
    void notify(Observer& observer, const std::string& token, const Response& response, Instant now);
    /// Which type a notification may have now; nullopt: it has to wait.
    [[nodiscard]] std::optional<coap_pdu_type_t> type_for(const Observer& observer, Instant now) const;
    [[nodiscard]] bool send(Observer& observer, const std::string& token, const Response& response,
                            coap_pdu_type_t type, Instant now);
    void conclude(Observer& observer, const std::string& token, const Response& response);
    /// The peer of `session` is there: it has acknowledged a notification.
    void acknowledged(const coap_session_t& session);
    /// A confirmable message is under way for longer than any may be.
    void expire(const coap_session_t& session, bool is_secure);
    void reject(const coap_context_t& context, const EmptyMessage& reset);
    template <class Act>
    void each_of(const coap_session_t& session, Act&& act);

    Scheduler& scheduler_;
    LimitsConfig limits_;
    Subjects subjects_;
    All observers_;
    Confirmations confirmations_;
    std::set<ObserverHost*> senders_;  ///< of confirmable messages, since they were told
    std::optional<Instant> wakes_at_;
    Timer timer_;
};

}  // namespace coapnode
