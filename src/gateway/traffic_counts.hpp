// SPDX-License-Identifier: MIT
/// HTTP requests for what nodes have, also those that the cache answered, and how long they took: by node and status,
/// for /metrics.
#pragma once

#include "coapnode/core/time.hpp"
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

    void note(const std::string& device, std::uint16_t status, Duration took)
    {
        ++requests_[{device, status}];
        latencies_[device].observe(took);
    }
    void forget(const std::string& device)
    {
        std::erase_if(requests_, [&](const auto& row) { return row.first.first == device; });
        latencies_.erase(device);
    }

    [[nodiscard]] const std::map<std::pair<std::string, std::uint16_t>, std::uint64_t>& requests() const
    {
        return requests_;
    }
    [[nodiscard]] const std::map<std::string, Histogram>& latencies() const { return latencies_; }

private:
    std::map<std::pair<std::string, std::uint16_t>, std::uint64_t> requests_;
    std::map<std::string, Histogram> latencies_;
};

}  // namespace coapnode
