// SPDX-License-Identifier: MIT
/// Sends a request body in blocks (RFC 7959 section 2.5): selects the next part and interprets the answer to it. Pure.
#pragma once

#include "coap/message/codec.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

class Block1Sender {
public:
    /// A body of `size` bytes in blocks of `exponent`. A body that fits one block is sent without the option.
    Block1Sender(std::size_t size, unsigned exponent) : size_{size}, exponent_{exponent} {}

    struct Part {
        std::size_t offset{};
        std::size_t length{};
        std::optional<Block> block;          ///< Block1
        std::optional<std::uint32_t> size1;  ///< size of the whole body; with the first block only
    };

    /// The part to send now. Errors: too_large, for more blocks than can be numbered.
    [[nodiscard]] Result<Part> part() const;

    /// Bytes of the body that the server has acknowledged.
    [[nodiscard]] std::size_t sent() const { return offset_; }

    /// Whether the answer continues after an earlier block than the last one sent. It is then a copy of an old answer.
    [[nodiscard]] bool is_late(std::uint8_t code, const std::optional<Block>& block1) const;

    enum class Step { send_part, answered };

    /// Processes the answer to part(). Either there is another part to send, or this is the answer to the request. A
    /// 4.13 that asks for smaller blocks starts again with these; a first 4.08 starts again with the same size
    /// (sections 2.9.2 and 2.9.3). Errors: bad_answer, for a 2.31 that matches no sent block.
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
