// SPDX-License-Identifier: MIT
/// Durations as the configuration and request bodies write them: a whole number and a unit, 500ms 5s 2m 24h 30d.
#pragma once

#include "coapnode/core/time.hpp"

#include <tl/expected.hpp>

#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::string_view duration_form = "a duration such as 5s";

/// The error says what was expected, as it stands in a mistake's message.
tl::expected<Duration, std::string> parse_duration(std::string_view text);

/// The same form, in the largest unit that leaves no rest; `duration` is a multiple of 1 ms.
std::string to_text(Duration duration);

}  // namespace coapnode
