// SPDX-License-Identifier: MIT
/// Counts HTTP requests for nodes and their durations, including those that the cache answered, by node and status, for
/// /metrics.
#pragma once

#include "coapnode/core/time.hpp"
#include "gateway/devices.hpp"
#include "gateway/exposition/histogram.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

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
    void note(const Device& device, std::uint16_t status, Duration took);

    /// Of one node.
    struct Row {
        std::map<std::uint16_t, std::uint64_t> requests{};  ///< by status
        Histogram latencies{};
    };
    using Rows = std::map<std::string, Row, std::less<>>;
    [[nodiscard]] const Rows& rows() const { return rows_; }

private:
    [[nodiscard]] bool is_counted(const std::string& device) const;
    void forget_gone();

    Devices& devices_;
    Rows rows_;
    Subscription list_changes_;
};

}  // namespace coapnode
