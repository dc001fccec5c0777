// SPDX-License-Identifier: MIT
/// What a GET of /history asks for: sensor, quantity, since or after, until, limit. Pure.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/store/history_store.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace coapnode {

inline constexpr std::size_t default_history_limit = 100;
inline constexpr std::size_t most_history_records = 1000;  ///< of one answer, and what was taken with the last

/// `after` is `since` without that moment itself. A client gives the last moment of an answer to get what follows.
/// A moment is RFC 3339 (2026-11-22T09:31:07Z), seconds since 1970 as SenML has them (1795339867.123), or how long ago
/// (10m). Errors: bad_body, a sentence that says what may stand there.
Result<HistoryQuery> read_history_query(const std::vector<std::string>& queries, WallTime now);

}  // namespace coapnode
