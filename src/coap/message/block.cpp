// SPDX-License-Identifier: MIT
#include "coap/message/block.hpp"

#include <algorithm>

namespace coapnode {

Result<Block> decode_block(ByteView option)
{
    if (option.size() > 3) return fail(Errc::bad_option, "a Block option has at most three bytes");
    std::uint32_t value = 0;
    for (const auto byte : option)
        value = value << 8 | byte;
    const Block block{value >> 4, (value & 8U) != 0, value & 7U};
    if (block.exponent > Block::largest_exponent) return fail(Errc::bad_body, "block size 7 is reserved");
    return block;
}

std::uint32_t encode_block(const Block& block)
{
    return block.number << 4 | (block.more ? 8U : 0U) | block.exponent;
}

Result<Slice> slice_body(ByteView body, const std::optional<Block>& asked, unsigned largest_exponent)
{
    Block block = asked.value_or(Block{0, false, largest_exponent});
    if (!asked && body.size() <= block.size()) return Slice{body, std::nullopt};
    // With smaller blocks the same offset has a larger block number.
    if (block.exponent > largest_exponent) {
        block.number <<= block.exponent - largest_exponent;
        block.exponent = largest_exponent;
    }
    if (block.offset() >= body.size() && block.number != 0)
        return fail(Errc::bad_body, "the response has no such block");
    const auto length = std::min(block.size(), body.size() - block.offset());
    block.more = block.offset() + length < body.size();
    return Slice{body.subspan(block.offset(), length), block};
}

}  // namespace coapnode
