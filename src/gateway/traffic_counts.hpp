// SPDX-License-Identifier: MIT
/// HTTP requests for what nodes have, also those that the cache answered, and how long they took: by node and status,
/// for /metrics.
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
    /// Nodes that are asked for by address are one: a stranger must not add rows.
    static constexpr auto by_address = "(address)";

    /// `devices` outlives it. A node that is taken out takes its rows along.
    explicit TrafficCounts(Devices& devices);
    TrafficCounts(const TrafficCounts&) = delete;
    TrafficCounts& operator=(const TrafficCounts&) = delete;

    /// Does nothing for a node that was taken out meanwhile.
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
