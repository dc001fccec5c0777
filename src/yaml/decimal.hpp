// SPDX-License-Identifier: MIT
/// Decimal fractions read exactly, as counts of a small unit.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

/// "-0.4" with 3 `decimals` (1 or more) is -400. nullopt where `text` is not digits with at most one point between them
/// and at most `decimals` digits behind it (no exponent, no nan, no inf), or where the count does not fit 32 bits.
std::optional<std::int32_t> parse_decimal(std::string_view text, unsigned decimals);

}  // namespace coapnode
