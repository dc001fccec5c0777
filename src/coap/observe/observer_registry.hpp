// SPDX-License-Identifier: MIT
/// The registry of observers. libcoap's own registry cannot skip a notification for a single observer, which
/// conditional attributes need, and in 4.3.1 it uses freed memory when a notification is an error.
#pragma once

#include "coap/observe/observer.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/rest/site.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

class ObserverRegistry {
public:
    static constexpr std::size_t most_per_session = 64;

    /// `on_change` is called when an observed resource has changed; its subject is marked.
    explicit ObserverRegistry(std::function<void()> on_change) : on_change_{std::move(on_change)} {}

    /// Observers beyond new limits stay.
    void limit(const LimitsConfig& limits) { limits_ = limits; }

    [[nodiscard]] std::size_t size() const { return observers_.size(); }
    /// Whether there is room for another observer.
    [[nodiscard]] bool has_room(const coap_session_t& session, const std::vector<std::string>& path) const;
    /// Whether an observer of the session has proven the peer's address.
    [[nodiscard]] bool is_proven(const coap_session_t& session) const;

    /// Adds an observer of `resource`, which must be observable. Its token must be unused in its session.
    Observer& add(Observer observer, Resource& resource);
    /// nullptr when there is none.
    [[nodiscard]] Observer* find(const coap_session_t& session, const std::string& token);
    void remove(const coap_session_t& session, const std::string& token);
    void remove_all_of(const coap_session_t& session);
    void remove_ended();

    template <class Act>
    void each(Act&& act)
    {
        for (auto& [key, observer] : observers_)
            act(observer);
    }
    template <class Act>
    void each_of(const coap_session_t& session, Act&& act)
    {
        for (auto own = first_of(session); is_of(own, session); ++own)
            act(own->second);
    }

    /// Clears the marks: all observers have seen the changes so far.
    void forget_changes();

    /// Replaces the subscriptions by those to the resources of `site`.
    void watch(const Site& site);

private:
    using Key = std::pair<const coap_session_t*, std::string>;
    using All = std::map<Key, Observer>;

    [[nodiscard]] All::iterator first_of(const coap_session_t& session)
    {
        return observers_.lower_bound({&session, {}});
    }
    [[nodiscard]] All::const_iterator first_of(const coap_session_t& session) const
    {
        return observers_.lower_bound({&session, {}});
    }
    [[nodiscard]] bool is_of(All::const_iterator observer, const coap_session_t& session) const
    {
        return observer != observers_.end() && observer->first.first == &session;
    }
    void watch(Subject& subject, Resource& resource);
    All::iterator erase(All::iterator observer);

    std::function<void()> on_change_;
    LimitsConfig limits_;
    Subjects subjects_;
    All observers_;
};

}  // namespace coapnode
