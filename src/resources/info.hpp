// SPDX-License-Identifier: MIT
/// /info: which node this is, how long it has run, how its sensors are, and what it serves.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/representation_cache.hpp"
#include "coapnode/rest/resource.hpp"
#include "resources/sensor_state.hpp"

#include <string>
#include <vector>

namespace coapnode {

struct NodeFacts {
    std::string device_id;
    std::string title;                   ///< left out of the document when empty
    std::string firmware;                ///< "coapnode 0.1.0"
    std::string instance;                ///< the same at all addresses of this run, and no one else's; may be empty
    std::vector<std::string> endpoints;  ///< "coap://[::]:5683"
    Instant started;
};

class Info final : public Resource {
public:
    /// `paths`: of the other resources, such as "/led". Everybody who may read sees all of them, as in
    /// /.well-known/core, whatever their role may do there.
    Info(NodeFacts facts, std::vector<SensorView> sensors, std::vector<std::string> paths, const Clock& clock);

    Response get(const Request& request, ContentFormat format) override;

private:
    [[nodiscard]] Bytes encode(std::int64_t uptime_seconds, ContentFormat format) const;

    NodeFacts facts_;
    std::vector<SensorView> sensors_;
    std::vector<std::string> paths_;
    const Clock& clock_;
    RepresentationCache cache_;
};

}  // namespace coapnode
