// SPDX-License-Identifier: MIT
/// Keeps representations that are sent in several blocks until the client has fetched all of them. For example, /info
/// changes every second, and blocks of two states cannot be combined (RFC 7959 section 2.4).
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

/// The key of a body: what the requests for its blocks have in common.
struct Block2Key {
    Peer peer;
    Role role{};  ///< the client's role
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
    /// Beyond it the body that was unused longest is dropped; its next blocks come from the current representation.
    static constexpr std::size_t capacity = 32;

    explicit Block2Cache(const Clock& clock) : clock_{clock} {}

    [[nodiscard]] bool empty() const { return entries_.empty(); }
    /// Whether anything is kept for the peer. A cheap check, without a key.
    [[nodiscard]] bool holds_any_of(const Peer& peer) const;

    /// The reply for further blocks; nullptr when it is not kept. Valid until the next call.
    const Response* find(const Block2Key& key);

    /// The reply with which this exchange began the transfer, for a copy of the request: the blocks sent since belong
    /// to it. nullptr when another exchange began the transfer.
    const Response* find(const Block2Key& key, const ExchangeKey& begun_by);

    /// Replaces what was kept under the same key. No exchange: a notification began the transfer.
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
