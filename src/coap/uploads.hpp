// SPDX-License-Identifier: MIT
/// Request bodies that arrive in several blocks (RFC 7959 section 2.5), put together before a resource sees them.
///
/// libcoap could do it; two of its releases crash over it when the blocks are malformed. Bounded in the bodies under
/// way, in their size and in time.
#pragma once

#include "coap/block.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/message.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace coapnode {

/// What the blocks of one body have in common (RFC 7959 section 2.5, RFC 9175 section 3.3).
struct UploadKey {
    std::string peer;         ///< the peer's address and port, as bytes
    std::uint64_t session{};  ///< of its DTLS handshake; 0 without
    Method method{};
    std::vector<std::string> path;
    std::vector<std::string> query;
    std::optional<std::uint16_t> content_format;
    Bytes request_tag;

    bool operator==(const UploadKey&) const = default;
};

class Uploads {
public:
    static constexpr Duration lifetime = 60s;   ///< after its last block a body that is not whole is forgotten
    static constexpr std::size_t capacity = 4;  ///< past it the one that waited longest is forgotten

    explicit Uploads(const Clock& clock) : clock_{clock} {}

    /// Takes one block. The body once it is whole; nullopt while more is to come (2.31). A block that came just before
    /// is taken again, for its answer may have been lost. Errors: incomplete (4.08) for a block whose forerunners are
    /// not there; too_large (4.13) past `largest` bytes; bad_body (4.00) for a block that has not the size it claims.
    /// After an error the body is forgotten.
    Result<std::optional<Bytes>> take(const UploadKey& key, const Block& block, ByteView bytes, std::size_t largest);

    [[nodiscard]] std::size_t size() const { return bodies_.size(); }

private:
    struct Body {
        UploadKey key;
        Bytes bytes;
        std::size_t last_offset{};  ///< where the block that came last begins
        Instant forget_at;
    };
    using Bodies = std::deque<Body>;

    Bodies::iterator find(const UploadKey& key);
    void begin(const UploadKey& key);
    void forget_expired();

    const Clock& clock_;
    Bodies bodies_;  ///< by the time of the last block
};

}  // namespace coapnode
