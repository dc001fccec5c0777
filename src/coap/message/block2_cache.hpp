// SPDX-License-Identifier: MIT
/// Representations that are sent in several blocks, kept until the client has had the time to fetch them all: /info
/// changes every second, and blocks of two of its states make no body (RFC 7959 section 2.4).
#pragma once

#include "coap/message/deduplication.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// What the requests for the blocks of one body have in common.
struct Block2Key {
    Peer peer;
    Role role{};  ///< by which it was let in
    std::vector<std::string> path;
    std::vector<std::string> query;
    std::optional<std::uint16_t> accept;
    Method method = Method::get;

    bool operator==(const Block2Key&) const = default;
};

class Block2Cache {
public:
    static constexpr Duration lifetime = 60s;   ///< after its last block
    static constexpr Duration longest = 10min;  ///< after its first one, however slow the client is
    /// Past it the one that waited longest is forgotten; its blocks are then cut anew.
    static constexpr std::size_t capacity = 32;

    explicit Block2Cache(const Clock& clock) : clock_{clock} {}

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    /// Whether anything of the peer may be kept: without a key.
    [[nodiscard]] bool holds_any_of(const Peer& peer) const;

    /// The reply to cut further blocks out of; nullptr when it is not kept, or no longer. Valid until the next call.
    const Response* find(const Block2Key& key);

    /// The reply that this exchange began the transfer with, for a copy of the request: the blocks that were sent since
    /// are of that one. nullptr when another exchange has begun it.
    const Response* find(const Block2Key& key, const ExchangeKey& begun_by);

    /// In place of what was kept under the same key. No exchange: a notification has begun it.
    void keep(Block2Key key, Response reply, std::optional<ExchangeKey> begun_by = std::nullopt);

private:
    struct Entry {
        Block2Key key;
        Response reply;
        std::optional<ExchangeKey> begun_by;
        Instant begun;
        Instant forget_at;
    };

    std::deque<Entry>::iterator look_up(const Block2Key& key);
    const Response* go_on(const std::deque<Entry>::iterator& entry);

    const Clock& clock_;
    std::deque<Entry> entries_;  ///< by the time of the last block
};

}  // namespace coapnode
