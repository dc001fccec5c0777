// SPDX-License-Identifier: MIT
#include "gateway/reading_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace coapnode {

namespace {

constexpr auto units = std::to_array<std::pair<std::string_view, MetricUnit>>({
    {"celsius", {"celsius", 1, "Temperature in degrees Celsius."}},
    {"percent", {"ratio", 0.01, "A ratio such as relative humidity, 0 to 1."}},
    {"hectopascal", {"pascals", 100, "Pressure in pascals."}},
    {"gram_per_cubic_meter", {"grams_per_cubic_meter", 1, "Mass per volume in grams per cubic metre."}},
    {"ppm", {"parts_per_million", 1, "Concentration in parts per million."}},
    {"lux", {"lux", 1, "Illuminance in lux."}},
});

}  // namespace

const MetricUnit* metric_unit(std::string_view json_unit)
{
    const auto* const found =
        std::find_if(units.begin(), units.end(), [&](const auto& row) { return row.first == json_unit; });
    return found == units.end() ? nullptr : &found->second;
}

ReadingName reading_name(std::string_view path)
{
    constexpr std::string_view sensors = "/sensors/";
    const auto last = path.rfind('/');
    const auto quantity = path.substr(last + 1);
    const bool is_of_sensor = path.starts_with(sensors) && last > sensors.size();
    return {std::string{is_of_sensor ? path.substr(sensors.size(), last - sensors.size()) : path},
            std::string{quantity}};
}

}  // namespace coapnode
