// SPDX-License-Identifier: MIT
/// What is kept of the past: history.
#include "config/load_parts.hpp"

namespace coapnode {

namespace {

constexpr std::uint64_t least_size = 1'000'000;  // bytes
constexpr std::uint64_t most_size = 10'000'000'000;
constexpr Duration longest_keep = 3650 * 24h;

}  // namespace

void load_history(YamlSection& whole, std::optional<HistoryConfig>& history)
{
    if (whole.is_text("history")) {
        whole.option("history", history,
                     one_of<std::optional<HistoryConfig>>({{"on", HistoryConfig{}}, {"off", std::nullopt}}));
        return;
    }
    auto in = whole.section("history", "off, or keys such as keep:");
    if (!in) return;
    in->option("path", history->path, absolute_path("/var/lib/coapnode/history.db"));
    in->option("keep", history->keep, within(1h, longest_keep));
    in->option("max_size", history->max_size, byte_size(least_size, most_size));
    in->option("flush", history->flush, within(1s, 1h));
    in->reject_unknown();
}

}  // namespace coapnode
