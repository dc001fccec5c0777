// SPDX-License-Identifier: MIT
/// /stats: what a node's owner wants to know when something seems wrong. It counts from the start.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "coapnode/rest/traffic.hpp"
#include "resources/sensor_state.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace coapnode {

/// What other parts of the process know.
struct StatsSources {
    std::function<Traffic()> traffic;
    std::function<std::uint64_t()> resident_bytes;  ///< memory that the process occupies
};

class Stats final : public Resource {
public:
    /// `started`: on the clock's own scale.
    Stats(StatsSources sources, std::vector<SensorView> sensors, Instant started, const Clock& clock);

    Response get(const Request& request, ContentFormat format) override;

private:
    [[nodiscard]] Bytes encode(std::int64_t uptime_seconds, ContentFormat format) const;

    StatsSources sources_;
    std::vector<SensorView> sensors_;
    Instant started_;
    const Clock& clock_;
    RepresentationCache cache_;
};

}  // namespace coapnode
