// SPDX-License-Identifier: MIT
/// Reads a client's CBOR (RFC 8949) into a JSON document. All encodings of a value give the same value. Pure functions.
///
/// nlohmann::json reads CBOR too, but no bignums and no tags 0 to 5 and 21 to 23, and it throws at a length that
/// exceeds memory even when exceptions are switched off.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/rest/cbor_source.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>

namespace coapnode {

/// Deepest nesting of arrays, maps and tags.
inline constexpr std::size_t deepest_cbor = 16;

struct ReadCbor {
    nlohmann::json document;
    std::optional<CborFault> fault;  ///< with a fault the document is null
};

/// Integers, bignums (tags 2 and 3), floats of any width, decimal fractions and bigfloats (tags 4 and 5) become
/// numbers. Tags that do not change an item are skipped: 55799, and 21 to 23 (expected conversion). Items without a
/// JSON equivalent become null: undefined, simple values, items with any other tag, maps with a key that is not text.
/// Memory use is a small multiple of the size of `bytes`.
ReadCbor read_cbor(ByteView bytes);

}  // namespace coapnode
