// SPDX-License-Identifier: MIT
/// CBOR (RFC 8949) that a client sent, as a document: every encoding of the same value gives the same value. Pure.
///
/// nlohmann::json reads CBOR, too, but neither bignums nor tags 0 to 5 and 21 to 23, and throws where a length is
/// beyond any memory, whatever it is told.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/rest/cbor_source.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>

namespace coapnode {

/// Arrays, maps and tags within each other.
inline constexpr std::size_t deepest_cbor = 16;

struct ReadCbor {
    nlohmann::json document;
    std::optional<CborFault> fault;  ///< the document is null then
};

/// Integers, bignums (tags 2 and 3), floats of any width, decimal fractions and bigfloats (tags 4 and 5) are numbers.
/// The tags that leave an item what it is are passed over: 55799, and 21 to 23 (how to convert it). An item that JSON
/// has no like of is null: undefined, simple values, what any other tag makes something else of, a map with a key that
/// is no text. It takes no more memory than a few times `bytes`.
ReadCbor read_cbor(ByteView bytes);

}  // namespace coapnode
