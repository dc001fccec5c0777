// SPDX-License-Identifier: MIT
/// What is remembered of exchanges: replies that copies of their requests are answered with, bodies that arrive in
/// blocks, answers that go out in blocks. Nothing is looked up for a GET where nothing can have begun.
#pragma once

#include "coap/message/block2_cache.hpp"
#include "coap/message/codec.hpp"
#include "coap/message/deduplication.hpp"
#include "coap/server/changes.hpp"
#include "coap/server/exchange.hpp"
#include "coapnode/rest/site.hpp"

#include <cstddef>
#include <optional>

namespace coapnode {

/// Whether it asks for a further block of what was answered before.
bool goes_on(const Received& received);

class Exchanges {
public:
    /// Requests that are not confirmable, remembered so that their copies are ignored.
    static constexpr std::size_t most_not_confirmable = 512;

    explicit Exchanges(const Clock& clock)
        : not_confirmable{clock, most_not_confirmable, Deduplication::non_lifetime},
          registrations{clock},
          changes_{clock},
          block2_cache_{clock}
    {
    }

    /// Answers a request of a client that `received` names.
    Response answer(Site& site, const Exchange& exchange, Received& received);

    /// For further blocks of a notification, where it has any: of what `request` registered for, in blocks as it
    /// `asked`.
    void keep_notified(const Peer& peer, const Request& request, const std::optional<Block>& asked,
                       const Response& reply);

    Deduplication not_confirmable;  ///< requests that were seen; their replies are not kept
    Deduplication registrations;    ///< replies to what began an observation or ended one

private:
    Response change(Site& site, const Exchange& exchange, Received& received);
    Response continue_change(Site& site, const Exchange& exchange, const Request& request);
    void keep(const Exchange& exchange, const Received& received, const Response& reply);
    /// The reply to cut a block out of: of a transfer that goes on, or that a copy of the request had begun.
    const Response* begun(const Exchange& exchange, const Received& received);

    Changes changes_;
    Block2Cache block2_cache_;
};

}  // namespace coapnode
