// SPDX-License-Identifier: MIT
/// Durations as text: a number and a unit (ms, s, m, h, d), such as 500ms, 5s or 30d. The configuration accepts digits
/// only. In requests the number may have any spelling of parse_number().
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// For bodies and queries: "1.5s", "1e1 m". Blanks may stand before the unit. Rounds to the nearest millisecond.
/// nullopt when `text` is not a duration, is negative or exceeds a hundred years.
std::optional<Duration> duration_in(std::string_view text);

inline constexpr std::string_view duration_form = "a duration such as 5s";

/// For the configuration: digits and a unit. Errors: bad_value; the message says what was expected and goes into a
/// Mistake unchanged.
Result<Duration> parse_duration(std::string_view text);

/// The same form, in the largest unit that divides `duration`, which must be a multiple of 1 ms.
std::string to_text(Duration duration);

}  // namespace coapnode
