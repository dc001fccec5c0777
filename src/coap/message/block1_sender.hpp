// SPDX-License-Identifier: MIT
/// A request body that goes in blocks (RFC 7959 section 2.5), from the client's side: which part goes now, and what the
/// answer to it means. Pure.
#pragma once

#include "coap/message/codec.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

class Block1Sender {
public:
    /// A body of so many bytes in blocks of `exponent`; whole, without the option, when it fits one of them.
    Block1Sender(std::size_t size, unsigned exponent) : size_{size}, exponent_{exponent} {}

    struct Part {
        std::size_t offset{};
        std::size_t length{};
        std::optional<Block> block;          ///< Block1
        std::optional<std::uint32_t> size1;  ///< with the first block: of the whole body
    };

    /// What goes now. Errors: too_large, for more blocks than can be numbered.
    [[nodiscard]] Result<Part> part() const;

    /// How much of the body the server has acknowledged.
    [[nodiscard]] std::size_t sent() const { return offset_; }

    /// Whether this asks to go on after a block before the one that was sent last: a copy of an answer that was taken.
    [[nodiscard]] bool is_late(std::uint8_t code, const std::optional<Block>& block1) const;

    enum class Step { send_part, answered };

    /// Takes the answer to part(): there is another part to send, or it is the answer to the request. A 4.13 that asks
    /// for smaller blocks begins anew with those, a 4.08 once as it was (sections 2.9.2 and 2.9.3). Errors: bad_answer,
    /// for a 2.31 that fits no block that was sent.
    Result<Step> take(std::uint8_t code, const std::optional<Block>& block1);

private:
    [[nodiscard]] std::size_t block_size() const { return Block{0, false, exponent_}.size(); }
    [[nodiscard]] bool has_more() const { return size_ - offset_ > block_size(); }
    [[nodiscard]] bool is_of_this_part(const std::optional<Block>& block1) const;
    Step begin_again();
    Step go_on(const std::optional<Block>& block1);

    std::size_t size_;
    unsigned exponent_;
    std::size_t offset_ = 0;
    bool began_again_ = false;  ///< after a 4.08
};

}  // namespace coapnode
