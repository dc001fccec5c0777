// SPDX-License-Identifier: MIT
/// The keys of history.
#include "config/keys.hpp"
#include "config/values.hpp"

namespace coapnode {

namespace {

constexpr std::uint64_t least_size = 1'000'000;  // bytes
constexpr std::uint64_t most_size = 10'000'000'000;
constexpr Duration longest_keep = 3650 * 24h;

}  // namespace

NodeKeys<HistoryConfig> history_keys()
{
    NodeKeys<HistoryConfig> keys;
    keys.value("path", &HistoryConfig::path, absolute_path("/var/lib/coapnode/history.db"),
               "The file of the database. Default: history.db in the state folder.");
    keys.value("keep", &HistoryConfig::keep, within(1h, longest_keep), "How long the samples are kept.");
    keys.value("max_size", &HistoryConfig::max_size, byte_size(least_size, most_size),
               "The most disk space that it may use.");
    keys.value("flush", &HistoryConfig::flush, within(1s, 1h), "How often it is written to the disk.");
    return keys;
}

}  // namespace coapnode
