// SPDX-License-Identifier: MIT
/// Names of readings for Prometheus, with the base unit in the name. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

struct MetricUnit {
    std::string_view suffix;  ///< "celsius"
    double factor;            ///< from the unit of JSON
    std::string_view help;
};

/// nullptr for a unit without a name here.
const MetricUnit* metric_unit(std::string_view json_unit);

struct ReadingName {
    std::string sensor;
    std::string quantity;

    bool operator==(const ReadingName&) const = default;
};

/// Of /sensors/NAME/QUANTITY; of any other path the sensor is the path and the quantity its last segment.
ReadingName reading_name(std::string_view path);

}  // namespace coapnode
