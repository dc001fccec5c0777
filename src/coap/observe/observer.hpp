// SPDX-License-Identifier: MIT
/// One observer (RFC 7641): its registration and its last notification.
#pragma once

#include "coap/message/block.hpp"
#include "coap/observe/observer_host.hpp"
#include "coap/observe/recent_message_ids.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/rest/conditional_attributes.hpp"
#include "coapnode/rest/message.hpp"
#include "coapnode/rest/resource.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// An observed resource. All observers of one path share one subscription.
struct Subject {
    Resource* resource = nullptr;  ///< nullptr: the resource is gone
    Subscription subscription;
    std::size_t observers = 0;
    bool changed = false;
};
using Subjects = std::map<std::vector<std::string>, Subject>;

struct Observer {
    ObserverHost* host{};
    coap_session_t* session{};
    SessionPtr held;  ///< keeps the session alive
    Peer peer;
    std::string token;
    Request request;
    std::optional<Block> block2;  ///< requested by the registration
    ConditionalObserver conditions;
    Subjects::iterator subject{};

    std::optional<ETag> etag;      ///< of the last report
    std::optional<Instant> due{};  ///< next evaluation of the conditions
    bool ended = false;

    std::uint32_t sequence{};
    bool is_proven = false;               ///< the client's address is proven
    unsigned unconfirmed = 0;             ///< notifications since the last confirmable one
    RecentMessageIds unconfirmed_ids{};   ///< of the non-confirmable notifications
    Instant sent_at{};                    ///< time of the last message to the client
    Instant confirm_at{};                 ///< the latest moment for the next confirmable one
    std::optional<Instant> held_until{};  ///< a notification is due but must wait until then

    /// The time of its next evaluation.
    [[nodiscard]] Instant next() const;
};

}  // namespace coapnode
