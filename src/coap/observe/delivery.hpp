// SPDX-License-Identifier: MIT
/// How notifications reach an observer: confirmable or not, numbered, not faster than its client shows that it is
/// there.
///
/// A notification is non-confirmable as a rule. Confirmable ones find out that a client is gone: the first over plain
/// CoAP, where nothing but its acknowledgement shows that the address is not forged; then one in `confirm_every`, and
/// one in `confirm_interval`. libcoap tells of those that fail, not of those that are acknowledged: over plain CoAP
/// that is seen on the way to it (datagram_peek.hpp), within DTLS known once nothing of the context is under way any
/// more.
#pragma once

#include "coap/observe/observer.hpp"
#include "coap/observe/pending_notifications.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/message.hpp"

#include <cstdint>
#include <optional>
#include <set>

namespace coapnode {

class Delivery {
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

    /// The reply to its registration is the first that it is sent; `last` is what the token's last one was numbered.
    static void begin(Observer& observer, std::optional<std::uint32_t> last, Instant now);

    /// Sends it, or holds it up. Returns whether it was sent.
    bool notify(Observer& observer, const Response& response, Instant now);
    /// Whether a confirmable one may be sent.
    [[nodiscard]] bool may_confirm(const Observer& observer, Instant now) const;
    /// The last word: whether it arrives or not, the observation is over (RFC 7641 section 4.2).
    void conclude(Observer& observer, const Response& response, Instant now);
    /// The observer's client is there: it has acknowledged a notification.
    static void acknowledged(Observer& observer, Instant now);

    [[nodiscard]] PendingNotifications& pending() { return pending_; }
    [[nodiscard]] const PendingNotifications& pending() const { return pending_; }
    /// Hosts may have to send again what was sent since the last call.
    void tell_senders();

private:
    enum class Type : std::uint8_t { confirmable, non_confirmable };

    /// Which type a notification may have now; nullopt: it has to wait.
    [[nodiscard]] std::optional<Type> type_for(const Observer& observer, Instant now) const;
    [[nodiscard]] bool send(Observer& observer, const Response& response, Type type, Instant now);

    PendingNotifications pending_;
    std::set<ObserverHost*> senders_;  ///< of confirmable messages
};

}  // namespace coapnode
