// SPDX-License-Identifier: MIT
/// A response that comes in blocks (RFC 7959 section 2.4), from the client's side: put together, bounded in its size,
/// and of one representation. Pure.
#pragma once

#include "coap/message/codec.hpp"

#include <cstddef>
#include <optional>

namespace coapnode {

class Block2Assembly {
public:
    /// How often it begins anew because the representation has changed meanwhile.
    static constexpr unsigned most_restarts = 3;

    /// Whatever its blocks' size, the blocks of so many bytes can be numbered.
    static constexpr std::size_t most_bytes = std::size_t{16} * Block::largest_number;

    /// Of at most `largest` bytes, and of most_bytes. `exponent`: the size of blocks to ask for; none: what the server
    /// chooses.
    explicit Block2Assembly(std::size_t largest, std::optional<unsigned> exponent = std::nullopt);

    /// The Block2 option of the next request; nullopt for none.
    [[nodiscard]] const std::optional<Block>& wanted() const { return wanted_; }

    enum class Step { ask_next, whole };

    /// Takes the answer to a request for wanted(). An error is whole, and ends the transfer. Errors: bad_answer, for
    /// blocks that are out of order or have another size than they say, for a body over `largest`, and for one that
    /// changes again and again.
    Result<Step> take(ReceivedResponse answer);

    /// How many bytes have come so far.
    [[nodiscard]] std::size_t received() const { return response_.payload.size(); }

    /// Once it is whole.
    [[nodiscard]] IncomingResponse extract() { return std::move(response_); }

private:
    Result<Step> take_whole(ReceivedResponse answer);
    Result<Step> begin_again(const Block& block);
    [[nodiscard]] bool is_of_same_body(const IncomingResponse& part) const;
    [[nodiscard]] bool has_begun() const { return !response_.payload.empty(); }

    std::size_t largest_;
    std::optional<Block> wanted_;
    IncomingResponse response_;  ///< its payload is what has come so far
    unsigned restarts_ = 0;
};

}  // namespace coapnode
