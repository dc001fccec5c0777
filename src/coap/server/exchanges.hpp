// SPDX-License-Identifier: MIT
/// The state of exchanges: replies for copies of a request, bodies that arrive in blocks, and answers that are sent in
/// blocks. A GET causes no look-up when the peer has no transfer.
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

/// Whether the request asks for a further block of an earlier answer.
bool goes_on(const Received& received);

class Exchanges {
public:
    /// Bound on the non-confirmable requests that are kept so that their copies are ignored.
    static constexpr std::size_t most_not_confirmable = 512;

    explicit Exchanges(const Clock& clock)
        : not_confirmable{clock, most_not_confirmable, Deduplication::non_lifetime},
          registrations{clock},
          changes_{clock},
          block2_cache_{clock}
    {
    }

    /// Answers a request from the client in `received`.
    Response answer(Site& site, const Exchange& exchange, Received& received);

    /// Keeps a notification that needs further blocks. `request` is its registration, `asked` the block size.
    void keep_notified(const Peer& peer, const Request& request, const std::optional<Block>& asked,
                       const Response& reply);

    Deduplication not_confirmable;  ///< received requests, without their replies
    Deduplication registrations;    ///< replies to registrations and deregistrations

private:
    Response change(Site& site, const Exchange& exchange, Received& received);
    Response continue_change(Site& site, const Exchange& exchange, const Request& request);
    void keep(const Exchange& exchange, const Received& received, const Response& reply);
    /// The reply for a further block: of a running transfer, or of one that a copy of the request has started.
    const Response* begun(const Exchange& exchange, const Received& received);

    Changes changes_;
    Block2Cache block2_cache_;
};

}  // namespace coapnode
