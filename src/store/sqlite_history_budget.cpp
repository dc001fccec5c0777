// SPDX-License-Identifier: MIT
#include "store/sqlite_history_budget.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::int64_t log_header = 32;                             // sqlite.org/fileformat2.html section 4.1
constexpr std::int64_t frame = HistoryBudget::page_size + 24;       // a page in the log
constexpr std::int64_t most_ahead = 1024;                           // pages: 4 MB
constexpr std::int64_t least_checkpoint = 8, most_checkpoint = 64;  // pages

}  // namespace

HistoryBudget::HistoryBudget(std::uint64_t max_size)
{
    const auto bytes = static_cast<std::int64_t>(std::max(max_size, least_size));
    const auto ahead = std::min(bytes / frame / 4, most_ahead);
    checkpoint = std::clamp(ahead / 4, least_checkpoint, most_checkpoint);
    transaction = ahead - checkpoint;
    file = (bytes - log_header - ahead * frame) / page_size;
}

}  // namespace coapnode
