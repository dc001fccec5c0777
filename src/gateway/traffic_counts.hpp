// SPDX-License-Identifier: MIT
/// Counts HTTP requests for nodes and their durations, including those that the cache answered, by node and status, for
/// /metrics.
#pragma once

#include "coapnode/core/time.hpp"
#include "gateway/devices.hpp"
#include "gateway/exposition/histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace coapnode {

class TrafficCounts {
public:
    /// Nodes that are requested by address share one row, because strangers must not add rows.
    static constexpr auto by_address = "(address)";

    /// `devices` must outlive it. The rows of a removed node are removed too.
    explicit TrafficCounts(Devices& devices);
    TrafficCounts(const TrafficCounts&) = delete;
    TrafficCounts& operator=(const TrafficCounts&) = delete;

    /// Does nothing for a node that was removed in the meantime.
    void note(const std::string& device, std::uint16_t status, Duration took);

    [[nodiscard]] const std::map<std::pair<std::string, std::uint16_t>, std::uint64_t>& requests() const
    {
        return requests_;
    }
    [[nodiscard]] const std::map<std::string, Histogram>& latencies() const { return latencies_; }

private:
    [[nodiscard]] bool is_counted(const std::string& device) const;
    void forget_gone();

    Devices& devices_;
    std::map<std::pair<std::string, std::uint16_t>, std::uint64_t> requests_;
    std::map<std::string, Histogram> latencies_;
    Subscription list_changes_;
};

}  // namespace coapnode
