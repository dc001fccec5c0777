// SPDX-License-Identifier: MIT
/// Sends notifications: chooses their type and number, and limits their rate when the client does not acknowledge.
///
/// Most notifications are non-confirmable. Confirmable ones detect that a client is gone: over plain CoAP the first
/// one, because only its acknowledgement proves that the address is not forged; then one in `confirm_every`, and at
/// least one per `confirm_interval`. libcoap reports those that fail, but no acknowledgements. Over plain CoAP
/// datagram.hpp sees them. Over DTLS they are assumed once the context has no message in flight.
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
    /// Notifications in a row without an acknowledgement. An observer with an unproven address gets no more of them.
    static constexpr unsigned confirm_every = 16;
    static constexpr Duration confirm_interval = 12h;  ///< RFC 7641 section 4.5 allows 24 h
    /// After this time without a change an unproven observer gets the state again in a confirmable notification. This
    /// removes a forged one.
    static constexpr Duration proving_interval = 60s;
    static constexpr Duration held_interval = 1s;  ///< how often a delayed notification is tried again
    /// Least time between notifications to a client that does not acknowledge (RFC 7641 section 4.5.1).
    static constexpr Duration silent_interval = 3s;

    /// To be called for the reply to a registration, the first message of the observation. `last` is the last number
    /// that was used for its token.
    static void begin(Observer& observer, std::optional<std::uint32_t> last, Instant now);

    /// Sends the notification or delays it. Returns whether it was sent.
    bool notify(Observer& observer, const Response& response, Instant now);
    /// Whether a confirmable notification may be sent.
    [[nodiscard]] bool may_confirm(const Observer& observer, Instant now) const;
    /// Sends the final notification. The observation ends whether it arrives or not (RFC 7641 section 4.2).
    void conclude(Observer& observer, const Response& response, Instant now);
    /// The client has acknowledged a notification, so its address is proven.
    static void acknowledged(Observer& observer, Instant now);

    [[nodiscard]] PendingNotifications& pending() { return pending_; }
    [[nodiscard]] const PendingNotifications& pending() const { return pending_; }
    /// Tells the hosts that the confirmable messages since the last call may need retransmission.
    void tell_senders();

private:
    enum class Type : std::uint8_t { confirmable, non_confirmable };

    /// The type that a notification may have now; nullopt: it must wait.
    [[nodiscard]] std::optional<Type> type_for(const Observer& observer, Instant now) const;
    [[nodiscard]] bool send(Observer& observer, const Response& response, Type type, Instant now);

    PendingNotifications pending_;
    std::set<ObserverHost*> senders_;  ///< hosts that sent confirmable messages
};

}  // namespace coapnode
