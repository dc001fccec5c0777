// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/core/time.hpp"
#include "gateway/exposition/metrics_text.hpp"

#include <cstdint>
#include <optional>

namespace coapnode {

/// Figures of this process; each one may be unknown.
struct ProcessFigures {
    std::optional<Duration> processor_time{};
    std::optional<std::uint64_t> resident_bytes{};
    std::optional<std::uint64_t> open_descriptors{};
    std::optional<std::uint64_t> most_descriptors{};
    std::optional<WallTime> started{};
};

/// Under the names that Prometheus gives them in every program (process_resident_memory_bytes and so on).
void add_process_figures(MetricsText& metrics, const ProcessFigures& figures);

}  // namespace coapnode
