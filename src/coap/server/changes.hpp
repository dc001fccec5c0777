// SPDX-License-Identifier: MIT
/// Runs requests that change state: each one when its body is complete, and only once, however many copies arrive (RFC
/// 7252 section 4.5).
#pragma once

#include "coap/message/block1_reassembly.hpp"
#include "coap/message/codec.hpp"
#include "coap/message/deduplication.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/site.hpp"

#include <cstddef>
#include <optional>

namespace coapnode {

class Changes {
public:
    /// Replies kept for blocks, including refusals of whole bodies: 16 for each possible upload.
    static constexpr std::size_t most_blocks = 16 * Block1Reassembly::capacity;

    explicit Changes(const Clock& clock) : changes_{clock}, blocks_{clock, most_blocks}, bodies_in_blocks_{clock} {}

    /// Answers a PUT or POST from the client in `received`.
    Response answer(Site& site, const ExchangeKey& exchange, Received& received);

private:
    /// Answers a request that was too large for one message.
    static Response refuse(Site& site, const Request& request);
    Response run(Site& site, const ExchangeKey& exchange, const Request& request);
    Response take_block(Site& site, const ExchangeKey& exchange, Received& received);
    Response go_on(Site& site, const ExchangeKey& exchange, Request& request, const std::optional<Bytes>& whole);

    /// A request that changed nothing may run again, and keeping its reply would let clients displace the replies of
    /// others. A request in blocks cannot run again, because its earlier blocks are gone, so these replies have their
    /// own table.
    Deduplication changes_;
    Deduplication blocks_;
    Block1Reassembly bodies_in_blocks_;
};

}  // namespace coapnode
