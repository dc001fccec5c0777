// SPDX-License-Identifier: MIT
#include "coap/observe/observers.hpp"

#include "coap/wire/peer.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// An Observe option has 24 bits, and is compared as RFC 7641 section 3.4 says: newer is less than half of them ahead.
constexpr std::uint32_t sequence_mask = 0xff'ffff;
constexpr std::uint32_t half_of_all = 0x80'0000;

/// The clock that sequences follow, so that they rise over a restart of the daemon and a second registration, too. At
/// 64 us a tick it goes round in 18 minutes and is ahead by a quarter at most within the 128 s of section 3.4.
std::uint32_t sequence_at(Instant now)
{
    return static_cast<std::uint32_t>(now.time_since_epoch().count() / 64) & sequence_mask;
}

constexpr Instant never = Instant::max();

/// Max-Age is what an observer is promised, not until when a GET is worth while.
Response with_promise(Response response, const ConditionalAttributes& conditions)
{
    if (response.max_age) response.max_age = conditions.promised_age(*response.max_age);
    return response;
}

}  // namespace

Instant Observers::Observer::next() const
{
    if (ended) return Instant::min();
    if (held_until) return *held_until;
    return std::min(due.value_or(never), confirm_at);
}

Instant Observers::Observer::confirm_after(Instant now) const
{
    constexpr Duration longest = 24h;  // RFC 7641 section 4.5
    const auto pmin = std::min(conditions.attributes().pmin.value_or(Duration::zero()), longest);
    return now + std::max(proven ? confirm_interval : proving_interval, pmin);
}

template <class Act>
void Observers::each_of(const coap_session_t& session, Act&& act)
{
    auto own = observers_.lower_bound({&session, {}});
    for (; own != observers_.end() && own->first.first == &session; ++own)
        act(own->second);
}

void Observers::add(ObserverHost& host, const Registration& registration, Resource* resource, Response& reply)
{
    auto& session = registration.session;
    const auto& request = registration.request;
    std::optional<std::uint32_t> last;
    Key key{&session, registration.token};
    if (const auto before = observers_.find(key); before != observers_.end()) {
        last = before->second.sequence;
        erase(before);
    }
    if (resource == nullptr || resource->changes() == nullptr) return;
    const auto state = resource->scalar();
    const auto attributes = read_conditional_attributes(request.query, state);
    if (!attributes || !has_room(session, request.path)) return;

    const auto now = scheduler_.now();
    const auto subject = subjects_.try_emplace(request.path).first;
    if (subject->second.observers++ == 0) watch(subject->second, *resource);
    Observer observer{.host = &host,
                      .session = SessionPtr{coap_session_reference(&session)},
                      .request = request,
                      .block2 = registration.block2,
                      .subject = subject,
                      .conditions = ConditionalObserver{*attributes, now, state},
                      .etag = reply.etag,
                      .sequence = next_sequence(last),
                      .proven = is_proven(host, session),
                      .told_at = now};
    observer.request.payload = {};
    observer.confirm_at = observer.confirm_after(now);
    observer.due = observer.conditions.due(now, state);
    const auto& added = observers_.emplace(std::move(key), std::move(observer)).first->second;
    wake_at(added.next());
    reply = with_promise(std::move(reply), *attributes);
    reply.observe = added.sequence;
}

bool Observers::has_room(const coap_session_t& session, const std::vector<std::string>& path) const
{
    if (observers_.size() >= limits_.observers) return false;
    const auto subject = subjects_.find(path);
    if ((subject == subjects_.end() ? 0 : subject->second.observers) >= limits_.observers_per_resource) return false;
    std::size_t of_session = 0;
    for (auto own = observers_.lower_bound({&session, {}}); own != observers_.end() && own->first.first == &session;
         ++own)
        ++of_session;
    return of_session < most_per_session;
}

bool Observers::is_proven(const ObserverHost& host, const coap_session_t& session) const
{
    if (host.is_secure()) return true;
    auto own = observers_.lower_bound({&session, {}});
    while (own != observers_.end() && own->first.first == &session && !own->second.proven)
        ++own;
    return own != observers_.end() && own->first.first == &session;
}

void Observers::watch(Subject& subject, Resource& resource)
{
    subject.resource = &resource;
    // The subject stands in a map, where it stays in its place; it owns the subscription.
    subject.subscription = resource.changes()->subscribe([this, &subject] {
        subject.changed = true;
        // Not at once: this may be within a request that is to be answered first, and more changes may follow.
        wake_at(scheduler_.now());
    });
}

Observers::All::iterator Observers::erase(All::iterator observer)
{
    const auto subject = observer->second.subject;
    const auto next = observers_.erase(observer);
    if (--subject->second.observers == 0) subjects_.erase(subject);
    return next;
}

void Observers::remove(const coap_session_t& session, const std::string& token)
{
    if (const auto observer = observers_.find({&session, token}); observer != observers_.end()) erase(observer);
}

void Observers::fail(const coap_session_t& session, const std::string& token, coap_nack_reason_t reason)
{
    confirmations_.end(session);
    // A reset speaks for one observation; silence, or a message that cannot be delivered, for the peer.
    if (reason != COAP_NACK_RST) return end(session);
    const auto observer = observers_.find({&session, token});
    if (observer == observers_.end()) return;
    observer->second.ended = true;
    wake_at(scheduler_.now());
}

void Observers::take_empty(const coap_context_t& context, const EmptyMessage& message)
{
    if (message.type == EmptyMessage::Type::reset) return reject(context, message);
    if (const auto* const session = confirmations_.find(context, message)) acknowledged(*session);
}

void Observers::reject(const coap_context_t& context, const EmptyMessage& reset)
{
    for (auto& [key, observer] : observers_) {
        const auto& session = *observer.session;
        if (observer.newest_unconfirmed != reset.message_id || coap_session_get_context(&session) != &context ||
            peer_of(session) != reset.peer)
            continue;
        observer.ended = true;
        wake_at(scheduler_.now());
    }
}

void Observers::end(const coap_session_t& session)
{
    // libcoap still works with the session: it is let go from the loop.
    each_of(session, [this](Observer& own) {
        own.ended = true;
        wake_at(scheduler_.now());
    });
}

void Observers::release(const coap_session_t& session)
{
    auto own = observers_.lower_bound({&session, {}});
    while (own != observers_.end() && own->first.first == &session)
        own = erase(own);
    confirmations_.end(session);
}

void Observers::revise(const Site& site)
{
    const auto now = scheduler_.now();
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
    for (auto& [key, observer] : observers_) {
        if (observer.ended) continue;
        const auto response = observer.host->represent(*observer.session, observer.request);
        // A sensor that was wired anew has no reading yet; whether it will is told by its first attempt.
        if (response.code == Code::service_unavailable) continue;
        if (!is_success(response.code)) {
            conclude(observer, key.second, response);
        } else if (response.etag != observer.etag) {
            observer.conditions.see(observer.subject->second.resource->scalar());
            observer.due = now;
        }
    }
    wake_at(now);
}

void Observers::processed(coap_context_t& context)
{
    if (confirmations_.empty() || coap_can_exit(&context) == 0) return;
    for (const auto* const session : confirmations_.of(context))
        acknowledged(*session);
}

void Observers::acknowledged(const coap_session_t& session)
{
    const auto now = scheduler_.now();
    each_of(session, [&](Observer& own) {
        if (!std::exchange(own.proven, true)) own.confirm_at = std::max(own.confirm_at, own.confirm_after(own.told_at));
        if (own.held_until) own.held_until = now;
        wake_at(own.next());
    });
    confirmations_.end(session);  // the last to hold the session, it may be
}

void Observers::expire(const coap_session_t& session, bool is_secure)
{
    // Within DTLS libcoap would have told of a failure. Over plain CoAP an acknowledgement would have been seen.
    if (is_secure) return acknowledged(session);
    fail(session, {}, COAP_NACK_TOO_MANY_RETRIES);
}

std::uint32_t Observers::next_sequence(std::optional<std::uint32_t> last) const
{
    const auto now = sequence_at(scheduler_.now());
    if (!last) return now;
    const auto ahead = (now - *last) & sequence_mask;
    return ahead != 0 && ahead < half_of_all ? now : (*last + 1) & sequence_mask;
}

void Observers::wake_at(Instant moment)
{
    if (moment == never || (wakes_at_ && *wakes_at_ <= moment)) return;
    wakes_at_ = moment;
    const auto now = scheduler_.now();
    timer_ = scheduler_.after(std::max(moment, now) - now, [this] { wake(); });
}

void Observers::wake()
{
    const auto now = scheduler_.now();
    wakes_at_ = now;  // while this goes on, nobody else need set the timer
    const auto keep_timer = std::move(timer_);
    for (const auto& [session, is_secure] : confirmations_.expired(now))
        expire(*session, is_secure);
    for (auto& [key, observer] : observers_) {
        if (observer.ended) continue;
        const auto& subject = observer.subject->second;
        if (subject.changed) observer.conditions.see(subject.resource->scalar());
        if (subject.changed || observer.next() <= now) evaluate(observer, key.second, now);
    }
    for (auto& [path, subject] : subjects_)
        subject.changed = false;
    for (auto* const sender : std::exchange(senders_, {}))
        sender->sent();
    for (auto observer = observers_.begin(); observer != observers_.end();)
        observer = observer->second.ended ? erase(observer) : std::next(observer);
    wakes_at_.reset();
    wake_at(next_wake());
}

Instant Observers::next_wake() const
{
    auto next = confirmations_.next_expiry();
    for (const auto& [key, observer] : observers_)
        next = std::min(next, observer.next());
    return next;
}

void Observers::evaluate(Observer& observer, const std::string& token, Instant now)
{
    const auto response = observer.host->represent(*observer.session, observer.request);
    if (!is_success(response.code)) return conclude(observer, token, response);
    observer.held_until.reset();
    observer.due = observer.conditions.due(now, observer.subject->second.resource->scalar());
    if (observer.due && *observer.due <= now) return notify(observer, token, response, now);
    if (now < observer.confirm_at) return;
    if (confirmations_.may_begin(*observer.session, now)) return notify(observer, token, response, now);
    observer.held_until = now + held_interval;
}

void Observers::notify(Observer& observer, const std::string& token, const Response& response, Instant now)
{
    const auto type = type_for(observer, now);
    const auto& conditions = observer.conditions.attributes();
    if (!type || !send(observer, token, with_promise(response, conditions), *type, now)) {
        observer.held_until = now + held_interval;
        return;
    }
    const auto state = observer.subject->second.resource->scalar();
    observer.etag = response.etag;
    observer.conditions.reported(now, state);
    observer.due = observer.conditions.due(now, state);
}

std::optional<coap_pdu_type_t> Observers::type_for(const Observer& observer, Instant now) const
{
    const auto& session = *observer.session;
    const bool always_confirmed = observer.conditions.attributes().con;
    const bool to_be_confirmed =
        always_confirmed || !observer.proven || observer.unconfirmed + 1 >= confirm_every || now >= observer.confirm_at;
    if (to_be_confirmed && confirmations_.may_begin(session, now)) return COAP_MESSAGE_CON;
    if (always_confirmed) return std::nullopt;
    if (confirmations_.is_overdue(session, now) && now < observer.told_at + silent_interval) return std::nullopt;
    const bool may_go_unconfirmed =
        observer.proven || (observer.unconfirmed + 1 < confirm_every && observer.host->may_draw(session));
    return may_go_unconfirmed ? std::optional{COAP_MESSAGE_NON} : std::nullopt;
}

bool Observers::send(Observer& observer, const std::string& token, const Response& response, coap_pdu_type_t type,
                     Instant now)
{
    auto& session = *observer.session;
    // Over a DTLS session that is gone libcoap would keep messages for ever.
    if (coap_session_get_state(&session) != COAP_SESSION_STATE_ESTABLISHED) {
        observer.ended = true;
        return false;
    }
    auto* const pdu = coap_pdu_init(type, COAP_RESPONSE_CODE_CONTENT, coap_new_message_id(&session),
                                    coap_session_max_pdu_size(&session));
    if (pdu == nullptr) return false;
    coap_add_token(pdu, token.size(), reinterpret_cast<const std::uint8_t*>(token.data()));
    observer.sequence = next_sequence(observer.sequence);
    observer.host->write(*pdu, session, {observer.request, response, observer.block2, observer.sequence});
    const auto message_id = coap_send(&session, pdu);
    if (message_id == COAP_INVALID_MID) return false;
    observer.told_at = now;
    if (type == COAP_MESSAGE_NON) {
        observer.newest_unconfirmed = message_id;
        ++observer.unconfirmed;
        if (observer.confirm_at <= now) observer.confirm_at = now + held_interval;
        return true;
    }
    senders_.insert(observer.host);
    observer.unconfirmed = 0;
    observer.confirm_at = observer.confirm_after(now);
    confirmations_.begin(session, observer.host->is_secure(), static_cast<std::uint16_t>(message_id), now);
    return true;
}

void Observers::conclude(Observer& observer, const std::string& token, const Response& response)
{
    // The last word: whether it arrives or not, the observation is over (RFC 7641 section 4.2).
    const auto now = scheduler_.now();
    const auto type = confirmations_.may_begin(*observer.session, now) ? COAP_MESSAGE_CON : COAP_MESSAGE_NON;
    static_cast<void>(send(observer, token, response, type, now));
    observer.ended = true;
}

}  // namespace coapnode
