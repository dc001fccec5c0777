// SPDX-License-Identifier: MIT
/// /history: what the sensors measured, over time, as a SenML pack.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/history.hpp"
#include "resources/sensor_state.hpp"

#include <string>
#include <vector>

namespace coapnode {

class HistoryResource final : public Resource {
public:
    /// `sensors`: those that are there now; the history may know others.
    HistoryResource(History& history, const Clock& clock, std::vector<SensorView> sensors, std::string senml_base);

    /// 2.05 with what read_history_query() says, the oldest first; a pack without records where there is nothing. 4.04
    /// for a sensor that neither the node nor its history knows.
    Response get(const Request& request, ContentFormat format) override;

private:
    [[nodiscard]] bool has_sensor(const std::string& name) const;

    History& history_;
    const Clock& clock_;
    std::vector<SensorView> sensors_;
    std::string senml_base_;
};

}  // namespace coapnode
