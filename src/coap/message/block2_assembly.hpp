// SPDX-License-Identifier: MIT
/// Reassembles a response that comes in blocks (RFC 7959 section 2.4). Its size is bounded, and all blocks are from one
/// representation. Pure.
#pragma once

#include "coap/message/codec.hpp"

#include <cstddef>
#include <optional>

namespace coapnode {

class Block2Assembly {
public:
    /// How often it starts again because the representation has changed.
    static constexpr unsigned most_restarts = 3;

    /// The largest body in bytes: its blocks can be numbered whatever their size.
    static constexpr std::size_t most_bytes = std::size_t{16} * Block::largest_number;

    /// For a body of at most `largest` bytes (and most_bytes). `exponent`: the block size to ask for; nullopt: the
    /// server chooses.
    explicit Block2Assembly(std::size_t largest, std::optional<unsigned> exponent = std::nullopt);

    /// The Block2 option of the next request; nullopt for none.
    [[nodiscard]] const std::optional<Block>& wanted() const { return wanted_; }

    enum class Step { ask_next, whole };

    /// Adds the answer to a request for wanted(). An error response is complete and ends the transfer. Errors:
    /// bad_answer, for blocks out of order or of the wrong size, for a body over `largest`, and for one that changes
    /// too often.
    Result<Step> take(ReceivedResponse answer);

    /// Bytes received so far.
    [[nodiscard]] std::size_t received() const { return response_.payload.size(); }

    /// The response, once it is complete.
    [[nodiscard]] IncomingResponse extract() { return std::move(response_); }

private:
    Result<Step> take_whole(ReceivedResponse answer);
    Result<Step> begin_again(const Block& block);
    [[nodiscard]] bool is_of_same_body(const IncomingResponse& part) const;
    [[nodiscard]] bool has_begun() const { return !response_.payload.empty(); }

    std::size_t largest_;
    std::optional<Block> wanted_;
    IncomingResponse response_;  ///< its payload holds the bytes received so far
    unsigned restarts_ = 0;
};

}  // namespace coapnode
