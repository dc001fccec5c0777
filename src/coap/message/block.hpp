// SPDX-License-Identifier: MIT
/// Stateless Block2 (RFC 7959): cuts one block out of the current representation. The ETag shows the client whether all
/// its blocks belong to one representation. Pure.
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
    static constexpr unsigned modest_exponent = 5;   ///< 512 bytes: fits a datagram with any other options

    static constexpr std::uint32_t largest_number = (1U << 20) - 1;

    std::uint32_t number{};
    bool more = false;
    unsigned exponent = largest_exponent;  ///< SZX: 16 << exponent bytes

    [[nodiscard]] std::size_t size() const { return std::size_t{16} << exponent; }
    [[nodiscard]] std::size_t offset() const { return number * size(); }

    /// Whether the payload fits the block: only the last block may be shorter than its size, and none may be longer.
    [[nodiscard]] bool fits(std::size_t bytes) const { return more ? bytes == size() : bytes <= size(); }

    bool operator==(const Block&) const = default;
};

/// Errors: bad_body for the reserved size (4.00, RFC 7959 section 2.2), bad_option for a value over three bytes.
Result<Block> decode_block(ByteView option);

/// The option's value as an integer. It is written without leading zero bytes.
std::uint32_t encode_block(const Block& block);

/// A part of a body and its Block2 option; no option when the part is the whole body.
struct Slice {
    ByteView bytes;
    std::optional<Block> block;
};

/// Selects the part to answer with: the block that was `asked` for; without one, the whole body when it fits
/// `largest_exponent`, else its first block. A smaller block size of the client is respected. A larger one is reduced:
/// the answer begins at the requested offset and has at most the size of `largest_exponent`. Errors: bad_body, when the
/// response has no such block.
Result<Slice> slice_body(ByteView body, const std::optional<Block>& asked, unsigned largest_exponent);

}  // namespace coapnode
