// SPDX-License-Identifier: MIT
/// Requests that change something: each is run when its body is whole, and once, however many copies of it arrive (RFC
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
    /// Replies kept to blocks, refusals of whole bodies among them: the last 16 of each upload that there may be.
    static constexpr std::size_t most_blocks = 16 * Block1Reassembly::capacity;

    explicit Changes(const Clock& clock) : changes_{clock}, blocks_{clock, most_blocks}, bodies_in_blocks_{clock} {}

    /// Answers a PUT or POST of a client that `received` names.
    Response answer(Site& site, const ExchangeKey& exchange, Received& received);

private:
    /// What was too large for one message.
    static Response refuse(Site& site, const Request& request);
    Response run(Site& site, const ExchangeKey& exchange, const Request& request);
    Response take_block(Site& site, const ExchangeKey& exchange, Received& received);
    Response go_on(Site& site, const ExchangeKey& exchange, Request& request, const std::optional<Bytes>& whole);

    /// What changed nothing may run again; keeping its reply would let anybody push out those of others. What came in
    /// blocks cannot run again, for its earlier blocks are gone by then: those replies have a table of their own.
    Deduplication changes_;
    Deduplication blocks_;
    Block1Reassembly bodies_in_blocks_;
};

}  // namespace coapnode
