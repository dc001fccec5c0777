// SPDX-License-Identifier: MIT
#include "coap/observers.hpp"

#include "coap/sessions.hpp"

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

/// A cache must not outlive the time at which the next notification is promised.
Response with_age_within(Response response, const std::optional<Duration>& pmax)
{
    if (!pmax || !response.max_age) return response;
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(*pmax).count();
    response.max_age = std::min(*response.max_age, static_cast<std::uint32_t>(std::max<std::int64_t>(seconds, 1)));
    return response;
}

}  // namespace

Instant Observers::Observer::next() const
{
    if (ended) return Instant::min();
    if (held_until) return *held_until;
    return std::min(due.value_or(never), in_flight ? *in_flight + longest_exchange : confirm_at);
}

std::optional<std::uint32_t> Observers::add(coap_session_t& session, std::string token, const Request& request,
                                            const std::optional<Block>& block2, const Response& reply)
{
    auto* const resource = host_.find(request.path);
    if (resource == nullptr || resource->changes() == nullptr) return std::nullopt;
    const auto state = resource->scalar();
    const auto attributes = read_conditional_attributes(request.query, state);
    if (!attributes) return std::nullopt;
    std::optional<std::uint32_t> last;
    Key key{&session, std::move(token)};
    if (const auto before = observers_.find(key); before != observers_.end()) {
        last = before->second.sequence;
        erase(before);
    }
    if (!has_room(session, request.path)) return std::nullopt;

    const auto now = scheduler_.now();
    const auto subject = subjects_.try_emplace(request.path).first;
    if (subject->second.observers++ == 0) watch(subject->second, *resource);
    const bool proven = is_proven(session);
    Observer observer{.session = SessionPtr{coap_session_reference(&session)},
                      .request = request,
                      .block2 = block2,
                      .subject = subject,
                      .conditions = ConditionalObserver{*attributes, now, state},
                      .etag = reply.etag,
                      .sequence = next_sequence(last),
                      .proven = proven,
                      .confirm_at = now + (proven ? confirm_interval : proving_interval)};
    observer.request.payload = {};
    observer.due = observer.conditions.due(now, state);
    const auto& added = observers_.emplace(std::move(key), std::move(observer)).first->second;
    wake_at(added.next());
    return added.sequence;
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

bool Observers::is_proven(const coap_session_t& session) const
{
    if (coap_session_get_proto(&session) == COAP_PROTO_DTLS) return true;
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
    if (const auto since = observer->second.in_flight) {
        --in_flight_;
        lingering_.push_back({std::move(observer->second.session), *since + longest_exchange});
        wake_at(lingering_.back().until);
    }
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
    const auto observer = observers_.find({&session, token});
    if (observer == observers_.end()) return;
    if (observer->second.in_flight) --in_flight_;
    observer->second.in_flight.reset();
    // A reset speaks for one observation; silence, or a message that cannot be delivered, for the peer.
    if (reason != COAP_NACK_RST) return end(session);
    observer->second.ended = true;
    wake_at(scheduler_.now());
}

void Observers::reset(const coap_context_t& context, const Reset& reset)
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
    for (auto own = observers_.lower_bound({&session, {}}); own != observers_.end() && own->first.first == &session;
         ++own) {
        own->second.ended = true;
        wake_at(scheduler_.now());
    }
}

void Observers::end_if(const std::function<bool(const coap_session_t&)>& is_gone)
{
    for (auto observer = observers_.begin(); observer != observers_.end();)
        observer = is_gone(*observer->second.session) ? erase(observer) : std::next(observer);
    std::erase_if(lingering_, [&](const Lingering& left) {
        if (!is_gone(*left.session)) return false;
        // libcoap's list of messages under way refers to the session, and would after it is freed.
        coap_session_disconnected(left.session.get(), COAP_NACK_NOT_DELIVERABLE);
        return true;
    });
}

void Observers::clear()
{
    timer_.reset();
    wakes_at_.reset();
    observers_.clear();
    subjects_.clear();
    lingering_.clear();
    in_flight_ = 0;
}

void Observers::revise()
{
    const auto now = scheduler_.now();
    for (auto& [path, subject] : subjects_) {
        auto* const resource = host_.find(path);
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
        const auto response = host_.represent(*observer.session, observer.request);
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

void Observers::settle(coap_context_t& context)
{
    if ((in_flight_ == 0 && lingering_.empty()) || coap_can_exit(&context) == 0) return;
    std::erase_if(lingering_,
                  [&](const Lingering& left) { return coap_session_get_context(left.session.get()) == &context; });
    const auto now = scheduler_.now();
    for (auto& [key, observer] : observers_) {
        if (observer.in_flight && !observer.ended && coap_session_get_context(observer.session.get()) == &context) {
            settle(observer, now);
        }
    }
}

void Observers::settle(Observer& observer, Instant now)
{
    observer.in_flight.reset();
    --in_flight_;
    observer.proven = true;
    if (observer.held_until) observer.held_until = now;
    wake_at(observer.next());
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
    timer_ = scheduler_.after(std::max(moment - scheduler_.now(), Duration::zero()), [this] { wake(); });
}

void Observers::wake()
{
    const auto now = scheduler_.now();
    wakes_at_ = now;  // while this goes on, nobody else need set the timer
    const auto keep_timer = std::move(timer_);
    std::erase_if(lingering_, [&](const Lingering& left) { return left.until <= now; });
    for (auto& [key, observer] : observers_) {
        if (observer.ended) continue;
        const auto& subject = observer.subject->second;
        if (subject.changed) observer.conditions.see(subject.resource->scalar());
        if (subject.changed || observer.next() <= now) look(observer, key.second, now);
    }
    for (auto& [path, subject] : subjects_)
        subject.changed = false;
    if (std::exchange(has_sent_, false)) host_.sent();
    for (auto observer = observers_.begin(); observer != observers_.end();)
        observer = observer->second.ended ? erase(observer) : std::next(observer);
    wakes_at_.reset();
    wake_at(next_wake());
}

Instant Observers::next_wake() const
{
    auto next = never;
    for (const auto& [key, observer] : observers_)
        next = std::min(next, observer.next());
    for (const auto& left : lingering_)
        next = std::min(next, left.until);
    return next;
}

void Observers::look(Observer& observer, const std::string& token, Instant now)
{
    if (observer.in_flight && now >= *observer.in_flight + longest_exchange) settle(observer, now);
    const auto response = host_.represent(*observer.session, observer.request);
    if (!is_success(response.code)) return conclude(observer, token, response);
    observer.held_until.reset();
    observer.due = observer.conditions.due(now, observer.subject->second.resource->scalar());
    const bool must_confirm = !observer.in_flight && now >= observer.confirm_at;
    if (must_confirm || (observer.due && *observer.due <= now)) notify(observer, token, response, now);
}

void Observers::notify(Observer& observer, const std::string& token, const Response& response, Instant now)
{
    const auto type = type_for(observer, now);
    if (!type || !send(observer, token, with_age_within(response, observer.conditions.attributes().pmax), *type, now)) {
        observer.held_until = now + held_interval;
        return;
    }
    const auto state = observer.subject->second.resource->scalar();
    observer.etag = response.etag;
    observer.conditions.reported(now, state);
    observer.due = observer.conditions.due(now, state);
}

std::optional<coap_pdu_type_t> Observers::type_for(const Observer& observer, Instant now)
{
    const bool always_confirmed = observer.conditions.attributes().con;
    const bool may_go_unconfirmed = observer.proven || (observer.unconfirmed + 1 < confirm_every &&  //
                                                        host_.may_draw(*observer.session));
    const bool to_be_confirmed =
        always_confirmed || !observer.proven || observer.unconfirmed + 1 >= confirm_every || now >= observer.confirm_at;
    if (!observer.in_flight && to_be_confirmed && has_free_exchange()) return COAP_MESSAGE_CON;
    if (!may_go_unconfirmed || always_confirmed) return std::nullopt;
    return COAP_MESSAGE_NON;
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
    host_.write(*pdu, session, {observer.request, response, observer.block2, observer.sequence});
    const auto message_id = coap_send(&session, pdu);
    if (message_id == COAP_INVALID_MID) return false;
    if (type == COAP_MESSAGE_NON) {
        observer.newest_unconfirmed = message_id;
        ++observer.unconfirmed;
        if (observer.confirm_at <= now) observer.confirm_at = now + held_interval;
        return true;
    }
    has_sent_ = true;
    observer.unconfirmed = 0;
    observer.confirm_at = now + confirm_interval;
    if (!observer.in_flight) ++in_flight_;
    observer.in_flight = now;
    return true;
}

void Observers::conclude(Observer& observer, const std::string& token, const Response& response)
{
    // The last word: whether it arrives or not, the observation is over (RFC 7641 section 4.2).
    const auto type = !observer.in_flight && has_free_exchange() ? COAP_MESSAGE_CON : COAP_MESSAGE_NON;
    static_cast<void>(send(observer, token, response, type, scheduler_.now()));
    observer.ended = true;
}

}  // namespace coapnode
