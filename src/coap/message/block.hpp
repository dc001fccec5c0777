// SPDX-License-Identifier: MIT
/// Block2 without state (RFC 7959): a block is cut out of the representation that is current, and the ETag lets the
/// client see that all its blocks are of one. Pure.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

/// The value of a Block1 or Block2 option (RFC 7959 section 2.2).
struct Block {
    static constexpr unsigned largest_exponent = 6;  ///< 1 024 bytes; 7 is reserved
    static constexpr unsigned modest_exponent = 5;   ///< 512 bytes: fits a datagram whatever stands beside it

    static constexpr std::uint32_t largest_number = (1U << 20) - 1;

    std::uint32_t number{};
    bool more = false;
    unsigned exponent = largest_exponent;  ///< SZX: 16 << exponent bytes

    [[nodiscard]] std::size_t size() const { return std::size_t{16} << exponent; }
    [[nodiscard]] std::size_t offset() const { return number * size(); }

    /// Only the last block may be shorter than it claims; one that is not would never end. None may be longer.
    [[nodiscard]] bool fits(std::size_t bytes) const { return more ? bytes == size() : bytes <= size(); }

    bool operator==(const Block&) const = default;
};

/// Errors: bad_body for the reserved size (4.00, RFC 7959 section 2.2), bad_option for a value over three bytes.
Result<Block> decode_block(ByteView option);

/// The option's value as the integer that is written with leading zero bytes left out.
std::uint32_t encode_block(const Block& block);

/// A part of a body and the option that says which; no option when the body went whole.
struct Slice {
    ByteView bytes;
    std::optional<Block> block;
};

/// What to answer with: the block that was `asked` for, else the whole body when it fits `largest_exponent`, else its
/// first block. A client's smaller size is honoured, a larger one is cut down: the answer then begins at the offset
/// that was asked for and is no longer than `largest_exponent` allows, whichever block that is. Errors: bad_body, when
/// the response has no such block.
Result<Slice> slice_body(ByteView body, const std::optional<Block>& asked, unsigned largest_exponent);

}  // namespace coapnode
