// SPDX-License-Identifier: MIT
/// Reassembles request bodies that arrive in several blocks (RFC 7959 section 2.5).
///
/// libcoap has this too, but two of its releases crash on malformed blocks. Bounded: all unfinished bodies, those of
/// one peer, their size and their time.
///
/// A client sends its blocks in order. One rule handles late copies and clients that start again: bytes that equal the
/// stored ones change nothing; from the first different byte on, the stored bytes belong to another body and are
/// dropped. So the stored bytes before a block are always those that the client sent before it.
#pragma once

#include "coap/message/block.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/message.hpp"

#include <tl/expected.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace coapnode {

/// The key of a body: what its blocks have in common (RFC 9175 section 3.3).
struct BodyKey {
    Peer peer;
    std::uint64_t session{};  ///< number of its DTLS handshake; 0 without DTLS
    Method method{};
    Bytes options;  ///< Received::body_options

    bool operator==(const BodyKey&) const = default;
};

class Block1Reassembly {
public:
    static constexpr Duration lifetime = 60s;  ///< an unfinished body is dropped this long after its last block
    static constexpr std::size_t capacity = 16;
    static constexpr std::size_t most_per_peer = 2;  ///< beyond it the peer's older body is dropped
    /// When all places are taken by active bodies, new ones are refused. A body without a new block for this time gives
    /// up its place: a client that lost two datagrams retransmits within 9 s (RFC 7252 section 4.2).
    static constexpr Duration idle = 10s;

    /// The complete body; nullopt while blocks are missing (2.31); or a refusal.
    using Taken = tl::expected<std::optional<Bytes>, Response>;

    explicit Block1Reassembly(const Clock& clock) : clock_{clock} {}

    /// Adds one block. Refusals: 4.08 when earlier blocks are missing; the body is kept, so the client may continue or
    /// start again (RFC 7959 section 2.9.2). 4.13 beyond `largest` bytes, and 4.00 for a block of the wrong size; both
    /// drop the body. 5.03 when there is no place for a new body, with the time until there is one.
    Taken take(const BodyKey& key, const Block& block, ByteView bytes, std::size_t largest);

    [[nodiscard]] std::size_t size() const { return bodies_.size(); }

private:
    struct Body {
        BodyKey key;
        Bytes bytes;
        Instant last_block;
    };
    using Bodies = std::deque<Body>;

    Bodies::iterator find(const BodyKey& key);
    /// Drops the body; does nothing when there is none.
    Bytes extract(const Bodies::iterator& body);
    void forget_expired();
    /// nullopt when there is a place, else the time until there is one.
    std::optional<Duration> make_room(const Peer& peer);

    const Clock& clock_;
    Bodies bodies_;  ///< by the time of the last block
};

}  // namespace coapnode
