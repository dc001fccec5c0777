// SPDX-License-Identifier: MIT
/// Numbers as clients write them, in bodies and in queries: one reader for all of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

/// No request has room for a longer one.
inline constexpr std::size_t longest_number = 256;

/// All of `text` as a number, in the spelling of JSON (-0, 2.15e+1) or of XML Schema (+21, 021, 21., .5), and with
/// exponents in both. What is closer to 0 than any double is 0. nullopt for anything else: nan, inf, hexadecimal
/// digits, blanks, what is larger than any double, more than longest_number characters.
std::optional<double> parse_number(std::string_view text);

/// `number` as a count from `least` to `most`, both below 2^53: 21.0 is 21. nullopt where it is no whole number, or
/// none of these.
std::optional<std::uint64_t> whole_number(double number, std::uint64_t least, std::uint64_t most);

}  // namespace coapnode
