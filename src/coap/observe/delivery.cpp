// SPDX-License-Identifier: MIT
#include "coap/observe/delivery.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// The value of Observe has 24 bits. A value is newer when it is less than half the range ahead (RFC 7641 section 3.4).
constexpr std::uint32_t sequence_mask = 0xff'ffff;
constexpr std::uint32_t half_of_all = 0x80'0000;

/// The clock for sequence numbers, so that they also rise over a restart of the daemon and a second registration. With
/// ticks of 64 us it wraps around in 18 minutes, and it advances less than a quarter of the range within the 128 s of
/// section 3.4.
std::uint32_t sequence_at(Instant now)
{
    return static_cast<std::uint32_t>(now.time_since_epoch().count() / 64) & sequence_mask;
}

std::uint32_t next_sequence(std::optional<std::uint32_t> last, Instant now)
{
    const auto by_clock = sequence_at(now);
    if (!last) return by_clock;
    const auto ahead = (by_clock - *last) & sequence_mask;
    return ahead != 0 && ahead < half_of_all ? by_clock : (*last + 1) & sequence_mask;
}

/// The time of the next confirmable notification, counted from one that is sent now.
Instant confirm_after(const Observer& observer, Instant now)
{
    constexpr Duration longest = 24h;  // RFC 7641 section 4.5
    const auto pmin = std::min(observer.conditions.attributes().pmin.value_or(Duration::zero()), longest);
    return now + std::max(observer.is_proven ? Delivery::confirm_interval : Delivery::proving_interval, pmin);
}

}  // namespace

void Delivery::begin(Observer& observer, std::optional<std::uint32_t> last, Instant now)
{
    observer.sequence = next_sequence(last, now);
    observer.sent_at = now;
    observer.confirm_at = confirm_after(observer, now);
}

bool Delivery::notify(Observer& observer, const Response& response, Instant now)
{
    const auto type = type_for(observer, now);
    if (type && send(observer, response, *type, now)) return true;
    observer.held_until = now + held_interval;
    return false;
}

bool Delivery::may_confirm(const Observer& observer, Instant now) const
{
    return pending_.may_begin(*observer.session, now);
}

void Delivery::conclude(Observer& observer, const Response& response, Instant now)
{
    static_cast<void>(
        send(observer, response, may_confirm(observer, now) ? Type::confirmable : Type::non_confirmable, now));
    observer.ended = true;
}

void Delivery::acknowledged(Observer& observer, Instant now)
{
    if (!std::exchange(observer.is_proven, true)) {
        observer.confirm_at = std::max(observer.confirm_at, confirm_after(observer, observer.sent_at));
    }
    if (observer.held_until) observer.held_until = now;
}

void Delivery::tell_senders()
{
    for (auto* const sender : std::exchange(senders_, {}))
        sender->sent();
}

std::optional<Delivery::Type> Delivery::type_for(const Observer& observer, Instant now) const
{
    const auto& session = *observer.session;
    const bool always_confirmed = observer.conditions.attributes().con;
    const bool is_last_without = observer.unconfirmed + 1 >= confirm_every;
    const bool to_be_confirmed =
        always_confirmed || !observer.is_proven || is_last_without || now >= observer.confirm_at;
    if (to_be_confirmed && may_confirm(observer, now)) return Type::confirmable;
    if (always_confirmed) return std::nullopt;
    if (pending_.is_overdue(session, now) && now < observer.sent_at + silent_interval) return std::nullopt;
    const bool may_go_unconfirmed = observer.is_proven || (!is_last_without && observer.host->may_draw(session));
    return may_go_unconfirmed ? std::optional{Type::non_confirmable} : std::nullopt;
}

bool Delivery::send(Observer& observer, const Response& response, Type type, Instant now)
{
    auto& session = *observer.session;
    // libcoap would keep messages for an ended DTLS session for ever.
    if (!observer.host->is_open(session)) {
        observer.ended = true;
        return false;
    }
    observer.sequence = next_sequence(observer.sequence, now);
    const auto message_id = observer.host->send(session, {observer.token, observer.request, response, observer.block2,
                                                          observer.sequence, type == Type::confirmable});
    if (!message_id) return false;
    observer.sent_at = now;
    if (type == Type::non_confirmable) {
        observer.unconfirmed_ids.add(*message_id);
        ++observer.unconfirmed;
        if (observer.confirm_at <= now) observer.confirm_at = now + held_interval;
        return true;
    }
    senders_.insert(observer.host);
    observer.unconfirmed = 0;
    observer.confirm_at = confirm_after(observer, now);
    pending_.begin(session, {observer.host, observer.host->hold(session), observer.peer, *message_id, now});
    return true;
}

}  // namespace coapnode
