// SPDX-License-Identifier: MIT
/// One observer (RFC 7641): what it has registered for, and what it was sent last.
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

/// What is observed: all observers of one path share one subscription.
struct Subject {
    Resource* resource = nullptr;  ///< nullptr: it is gone
    Subscription subscription;
    std::size_t observers = 0;
    bool changed = false;
};
using Subjects = std::map<std::vector<std::string>, Subject>;

struct Observer {
    ObserverHost* host{};
    coap_session_t* session{};
    SessionPtr held;  ///< keeps the session
    Peer peer;
    std::string token;
    Request request;
    std::optional<Block> block2;  ///< that the registration asked for
    ConditionalObserver conditions;
    Subjects::iterator subject{};

    std::optional<ETag> etag;      ///< of what was reported last
    std::optional<Instant> due{};  ///< by the conditions
    bool ended = false;

    std::uint32_t sequence{};
    bool is_proven = false;               ///< the client is at its address
    unsigned unconfirmed = 0;             ///< notifications since the last confirmable one
    RecentMessageIds unconfirmed_ids{};   ///< of the notifications that were not confirmable
    Instant sent_at{};                    ///< when the client was sent something last
    Instant confirm_at{};                 ///< the latest moment for the next confirmable one
    std::optional<Instant> held_until{};  ///< a notification is due, but has to wait

    /// When it is to be evaluated next.
    [[nodiscard]] Instant next() const;
};

}  // namespace coapnode
