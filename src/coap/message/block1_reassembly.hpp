// SPDX-License-Identifier: MIT
/// Request bodies that arrive in several blocks (RFC 7959 section 2.5), put together before a resource sees them.
///
/// libcoap could do it; two of its releases crash over it when the blocks are malformed. Bounded in the bodies under
/// way, in those of one peer, in their size and in time.
///
/// A client sends its blocks in order. So one rule serves late copies and clients that begin again: bytes that are
/// there already change nothing, and from the first byte that differs on what was there is of another body, and goes.
/// What is there up to a block is then always what the client has sent up to it, whichever body it began with.
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

/// What the blocks of one body have in common (RFC 9175 section 3.3).
struct BodyKey {
    Peer peer;
    std::uint64_t session{};  ///< of its DTLS handshake; 0 without
    Method method{};
    Bytes options;  ///< Received::body_options

    bool operator==(const BodyKey&) const = default;
};

class Block1Reassembly {
public:
    static constexpr Duration lifetime = 60s;  ///< after its last block a body that is not whole is forgotten
    static constexpr std::size_t capacity = 16;
    static constexpr std::size_t most_per_peer = 2;  ///< past it the peer's own older one is forgotten
    /// While all places are taken by bodies that go on, newcomers have to wait. One that has waited so long for its
    /// next block gives way: a client whose datagrams were lost twice sends again within 9 s (RFC 7252 section 4.2).
    static constexpr Duration idle = 10s;

    /// The body once it is whole; nullopt while more is to come (2.31); a refusal.
    using Taken = tl::expected<std::optional<Bytes>, Response>;

    explicit Block1Reassembly(const Clock& clock) : clock_{clock} {}

    /// Takes one block. Refusals: 4.08 for a block whose forerunners are not there, and the body stays as it is, so
    /// that the client may go on or begin again (RFC 7959 section 2.9.2); 4.13 past `largest` bytes and 4.00 for a
    /// block that has not the size it claims, and the body is forgotten; 5.03 while there is no place for a new body,
    /// with the time until there is one.
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
    /// Of a body that is not there, too.
    Bytes extract(const Bodies::iterator& body);
    void forget_expired();
    /// nullopt: there is a place; else when to ask again.
    std::optional<Duration> make_room(const Peer& peer);

    const Clock& clock_;
    Bodies bodies_;  ///< by the time of the last block
};

}  // namespace coapnode
