// SPDX-License-Identifier: MIT
/// The numbers of CBOR (RFC 8949 sections 3.1, 3.3 and 3.4) as those of a document. Pure.
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

/// What tags 2 and 3 make of a byte string; null where it is none.
nlohmann::json bignum(const nlohmann::json& magnitude, bool is_negative);

/// What tags 4 and 5 make of [exponent, mantissa], mantissa * 10^exponent and mantissa * 2^exponent; null where it is
/// no such pair. Beyond what a double holds they are 0 or infinite.
nlohmann::json decimal_fraction(const nlohmann::json& pair);
nlohmann::json bigfloat(const nlohmann::json& pair);

}  // namespace coapnode
