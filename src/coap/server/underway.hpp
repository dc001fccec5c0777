// SPDX-License-Identifier: MIT
/// What is remembered of clients while they are at something: replies that their copies are answered with, bodies that
/// arrive in blocks, answers that go out in blocks.
#pragma once

#include "coap/message/block2_cache.hpp"
#include "coap/message/codec.hpp"
#include "coap/message/deduplication.hpp"
#include "coap/server/changes.hpp"
#include "coapnode/rest/site.hpp"

#include <cstddef>
#include <optional>

namespace coapnode {

/// Whether it asks for a further block of what was answered before.
bool goes_on(const Received& received);

class Underway {
public:
    /// Requests that are not confirmable, remembered so that their copies are ignored.
    static constexpr std::size_t most_not_confirmable = 512;

    explicit Underway(const Clock& clock)
        : not_confirmable{clock, most_not_confirmable, Deduplication::non_lifetime},
          registrations{clock},
          changes_{clock},
          block2_cache_{clock}
    {
    }

    /// Answers a request of a client that `received` names.
    Response answer(Site& site, const ExchangeKey& exchange, Received& received);

    /// For further blocks of a notification, where it has any: of what `request` registered for, in blocks as it
    /// `asked`.
    void begin(const Peer& peer, const Request& request, const std::optional<Block>& asked, const Response& reply);

    Deduplication not_confirmable;  ///< requests that were seen; their replies are not kept
    Deduplication registrations;    ///< replies to what began an observation or ended one

private:
    Response change(Site& site, const ExchangeKey& exchange, Received& received);
    Response read(Site& site, const ExchangeKey& exchange, const Received& received);
    Response go_on(Site& site, const Block2Key& key, const Request& request);

    Changes changes_;
    Block2Cache block2_cache_;
};

}  // namespace coapnode
