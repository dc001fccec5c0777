// SPDX-License-Identifier: MIT
/// Reads numbers in bodies and queries: one function for all resources.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

/// Characters of the longest accepted number; no request has room for more.
inline constexpr std::size_t longest_number = 256;

/// Reads all of `text` as a number, spelled as in JSON (-0, 2.15e+1) or in XML Schema (+21, 021, 21., .5), both with
/// exponents. A value that underflows a double is 0. nullopt for anything else: nan, inf, hexadecimal digits, blanks, a
/// value that overflows a double, more than longest_number characters.
std::optional<double> parse_number(std::string_view text);

/// Converts a whole number from `least` to `most` (both below 2^53): 21.0 is 21. nullopt when it is not whole or out of
/// range.
std::optional<std::uint64_t> whole_number(double number, std::uint64_t least, std::uint64_t most);

}  // namespace coapnode
