// SPDX-License-Identifier: MIT
/// Durations: a number and a unit, 500ms 5s 2m 24h 30d. The configuration has them in this form alone, clients may
/// write the number as they like.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// Of a body or a query: the number in any spelling of parse_number(), blanks before the unit allowed (1.5s, 1e1 m), to
/// the nearest millisecond. nullopt for what is none, is less than 0 or more than a hundred years.
std::optional<Duration> duration_in(std::string_view text);

inline constexpr std::string_view duration_form = "a duration such as 5s";

/// Of the configuration: digits and a unit. Errors: bad_value; the message says what was expected, as it stands in a
/// mistake.
Result<Duration> parse_duration(std::string_view text);

/// The same form, in the largest unit that leaves no rest; `duration` is a multiple of 1 ms.
std::string to_text(Duration duration);

}  // namespace coapnode
