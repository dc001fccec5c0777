// SPDX-License-Identifier: MIT
/// Converts the numbers of CBOR (RFC 8949 sections 3.1, 3.3 and 3.4) to JSON numbers. Pure functions.
#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>

namespace coapnode {

/// Major type 1: -1 - `argument`.
nlohmann::json negative_number(std::uint64_t argument);

/// IEEE 754 binary16.
double half_float(std::uint16_t bits);
double single_float(std::uint32_t bits);
double double_float(std::uint64_t bits);

/// A bignum (tags 2 and 3) from its byte string; null when `magnitude` is not a byte string.
nlohmann::json bignum(const nlohmann::json& magnitude, bool is_negative);

/// A decimal fraction (tag 4, mantissa * 10^exponent) and a bigfloat (tag 5, mantissa * 2^exponent) from [exponent,
/// mantissa]; null when `pair` is not such a pair. Outside the range of a double the value is 0 or infinite.
nlohmann::json decimal_fraction(const nlohmann::json& pair);
nlohmann::json bigfloat(const nlohmann::json& pair);

}  // namespace coapnode
