// SPDX-License-Identifier: MIT
/// Durations as the configuration writes them: a whole number and a unit, 500ms 5s 2m 24h 30d.
#pragma once

#include "coapnode/core/time.hpp"
#include "config/parsed.hpp"

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view duration_form = "a duration such as 5s";

Parsed<Duration> parse_duration(std::string_view text);

/// The same form, in the largest unit that leaves no rest; `duration` is a multiple of 1 ms.
std::string to_text(Duration duration);

}  // namespace coapnode
