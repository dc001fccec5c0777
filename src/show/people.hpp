// SPDX-License-Identifier: MIT
/// Answers as text for people. Control characters from a peer are never printed.
#pragma once

#include "show/arrival.hpp"
#include "show/style.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace coapnode {

/// Longest part of a diagnostic payload that is shown.
inline constexpr std::size_t longest_diagnostic = 1024;

/// `4.04 Not Found: there is no /attic`, without a newline.
std::string error_sentence(const IncomingResponse& response, const ShowStyle& style = {});

/// The payload; without one `changed`, `deleted` or `created /path`; or the error sentence. Ends with a newline, unless
/// it is empty (an empty 2.05 that does not go to a terminal).
std::string for_people(const IncomingResponse& response, const ShowStyle& style);

/// One line, with a newline: `PREFIX  22.51 °C  2026-11-22 10:31:07+01:00`. The time is that of the reading, else that
/// of the arrival. `prefix` names the resource when several are observed; empty: none.
std::string line_for_people(const Arrival& arrival, const ShowStyle& style, std::string_view prefix = {});

/// The same without prefix, colours and newline.
std::string one_line(const Arrival& arrival);

}  // namespace coapnode
