// SPDX-License-Identifier: MIT
#include "coap/observe/observer_registry.hpp"

#include <iterator>

namespace coapnode {

bool ObserverRegistry::has_room(const coap_session_t& session, const std::vector<std::string>& path) const
{
    if (observers_.size() >= limits_.observers) return false;
    const auto subject = subjects_.find(path);
    const auto of_resource = subject == subjects_.end() ? 0 : subject->second.observers;
    if (of_resource >= limits_.observers_per_resource) return false;
    std::size_t of_session = 0;
    for (auto own = first_of(session); is_of(own, session); ++own)
        ++of_session;
    return of_session < most_per_session;
}

bool ObserverRegistry::is_proven(const coap_session_t& session) const
{
    auto own = first_of(session);
    while (is_of(own, session) && !own->second.is_proven)
        ++own;
    return is_of(own, session);
}

Observer& ObserverRegistry::add(Observer observer, Resource& resource)
{
    const auto subject = subjects_.try_emplace(observer.request.path).first;
    if (subject->second.observers++ == 0) watch(subject->second, resource);
    observer.subject = subject;
    Key key{observer.session, observer.token};
    return observers_.emplace(std::move(key), std::move(observer)).first->second;
}

Observer* ObserverRegistry::find(const coap_session_t& session, const std::string& token)
{
    const auto observer = observers_.find({&session, token});
    return observer == observers_.end() ? nullptr : &observer->second;
}

void ObserverRegistry::remove(const coap_session_t& session, const std::string& token)
{
    if (const auto observer = observers_.find({&session, token}); observer != observers_.end()) erase(observer);
}

void ObserverRegistry::remove_all_of(const coap_session_t& session)
{
    auto own = first_of(session);
    while (is_of(own, session))
        own = erase(own);
}

void ObserverRegistry::remove_ended()
{
    for (auto observer = observers_.begin(); observer != observers_.end();)
        observer = observer->second.ended ? erase(observer) : std::next(observer);
}

void ObserverRegistry::forget_changes()
{
    for (auto& [path, subject] : subjects_)
        subject.changed = false;
}

void ObserverRegistry::watch(const Site& site)
{
    for (auto& [path, subject] : subjects_) {
        auto* const resource = site.find(path);
        if (resource != nullptr && resource->changes() != nullptr) {
            watch(subject, *resource);
        } else {
            subject.resource = nullptr;
            subject.subscription.reset();
            subject.changed = false;
        }
    }
}

void ObserverRegistry::watch(Subject& subject, Resource& resource)
{
    subject.resource = &resource;
    // The subject keeps its address in the map, and it owns the subscription.
    subject.subscription = resource.changes()->subscribe([this, &subject] {
        subject.changed = true;
        on_change_();
    });
}

ObserverRegistry::All::iterator ObserverRegistry::erase(All::iterator observer)
{
    const auto subject = observer->second.subject;
    const auto next = observers_.erase(observer);
    if (--subject->second.observers == 0) subjects_.erase(subject);
    return next;
}

}  // namespace coapnode
