// SPDX-License-Identifier: MIT
/// /history: what the sensors measured, over time, as a SenML pack or as a list of readings.
#pragma once

#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/resource.hpp"
#include "node/history.hpp"
#include "resources/sensor_state.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <vector>

namespace coapnode {

class HistoryResource final : public Resource {
public:
    /// `sensors`: those that are there now; the history may know others.
    HistoryResource(History& history, const Clock& clock, std::vector<SensorView> sensors, std::string senml_base);

    /// Answers that are kept until their Max-Age is over. Finding, sorting and encoding a thousand records takes a
    /// while; a client that asks for them over and over must not use up all processor time.
    static constexpr std::size_t most_kept = 4;

    /// 2.05 with what read_history_query() says, the oldest first; none where there is nothing. As JSON or
    /// CBOR a record is `{"name":"room","quantity":"temperature",` and then what a reading shows. 4.04
    /// for a sensor that neither the node nor its history knows, 5.03 while the history cannot be read.
    Response get(const Request& request, ContentFormat format) override;

private:
    struct Kept {
        std::vector<std::string> query;
        ContentFormat format;
        Instant made;
        Response response;
    };

    [[nodiscard]] Response answer(const std::vector<std::string>& queries, ContentFormat format) const;
    [[nodiscard]] Bytes encode(const std::vector<HistoryRecord>& found, ContentFormat format) const;
    [[nodiscard]] bool has_sensor(const std::string& name) const;

    History& history_;
    const Clock& clock_;
    std::vector<SensorView> sensors_;
    std::string senml_base_;
    std::deque<Kept> kept_;  ///< the oldest first
};

}  // namespace coapnode
