// SPDX-License-Identifier: MIT
/// The keys for the values of a sensor, in the order of processing: valid, largest_step, calibration, smoothing,
/// derived.
#include "config/keys.hpp"
#include "config/keys_kernel.hpp"
#include "config/quantity_values.hpp"
#include "config/values.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr Duration shortest_time_constant = 1s;
constexpr Duration longest_time_constant = 24h;

constexpr std::string_view valid_pair = "the lowest and the highest value such as [-40, 85]";
constexpr std::string_view point_pair = "a point [measured, true] such as [21.5, 21.1]";

constexpr auto itself = [](auto& into) -> auto&
{
    return into;
};

void complain_not_measured(YamlSection& in, Place where, const Model& model, Quantity quantity,
                           const std::string& why = {})
{
    in.complain(where, std::string{model.driver} + " does not measure " + std::string{name_of(quantity)} + why);
}

/// Adds a key for each quantity that a chip can measure, with `add`. A sensor accepts only those of its driver.
template <class Into, class Add>
NodeKeys<Into> keys_by_quantity(Add add)
{
    NodeKeys<Into> keys;
    for (const auto quantity : measured_quantities)
        add(keys, quantity);
    keys.check([](YamlSection& in, Into& /*into*/, NodeReading& reading) {
        for (const auto quantity : measured_quantities) {
            const auto name = name_of(quantity);
            if (!in.has(name) || may_measure(reading, quantity)) continue;
            complain_not_measured(in, in.place_of_key(name), *reading.model, quantity);
        }
    });
    return keys;
}

void read_valid(YamlSection& in, BeliefLimits& limits, Quantity quantity)
{
    const auto name = name_of(quantity);
    const auto given = in.pair(name, quantity_value(quantity), valid_pair);
    if (!given) return;
    const auto [least, most] = *given;
    if (least >= most) return in.complain(in.place_of(name), "the first value must be below the second");
    limits.valid[index_of(quantity)] = ValidRange{least, most};
}

void add_valid(NodeKeys<BeliefLimits>& keys, Quantity quantity)
{
    auto& text = keys.custom(
        name_of(quantity), quantity_value(quantity).form,
        [quantity](YamlSection& in, BeliefLimits& limits, NodeReading& /*reading*/) {
            read_valid(in, limits, quantity);
        },
        "The lowest and the highest value, in the unit of the quantity.");
    text.least_items = text.most_items = 2;
    text.example =
        "[" + std::to_string(row_of(quantity).lowest) + ", " + std::to_string(row_of(quantity).highest) + "]";
}

void add_largest_step(NodeKeys<BeliefLimits>& keys, Quantity quantity)
{
    const auto step = [quantity](auto& limits) -> auto&
    {
        return limits.largest_step[index_of(quantity)];
    };
    auto reader = quantity_step(quantity);
    Reader<std::optional<std::int32_t>> optional_step{
        reader.expected,
        [read = reader.read](const std::string& text) -> Result<std::optional<std::int32_t>> { return read(text); },
        reader.form};
    keys.value(name_of(quantity), step, std::move(optional_step), "In the unit of the quantity.").example = "5";
}

/// Reports points whose raw values do not rise strictly.
bool check_rising(YamlSection& in, const std::vector<CalibrationPoint>& points, Place where)
{
    const bool rises = points.size() < 2 || points[points.size() - 2].raw < points.back().raw;
    if (!rises) in.complain(where, "the measured values must rise from point to point");
    return rises;
}

void read_points(YamlSection& in, Calibration& calibration, Quantity quantity)
{
    const auto given =
        in.pairs("points", min_calibration_points, max_calibration_points, quantity_value(quantity), point_pair);
    std::vector<CalibrationPoint> points;
    for (const auto& [both, place] : given.value_or(decltype(given)::value_type{})) {
        points.push_back({both[0], both[1]});
        if (!check_rising(in, points, place)) return;
    }
    calibration.points[index_of(quantity)] = std::move(points);
}

void check_one_way(YamlSection& in, Calibration& /*calibration*/, NodeReading& /*reading*/)
{
    const bool line = in.has("offset") || in.has("slope");
    if (line && in.has("points"))
        return in.complain(in.place_of_key("points"),
                           "points: cannot be used together with offset: or slope:, so remove one of them");
    if (!line && !in.has("points")) in.complain(in.place(), "the key 'offset' is missing");
}

NodeKeys<Calibration> correction_keys(Quantity quantity)
{
    const auto at = index_of(quantity);
    NodeKeys<Calibration> keys;
    keys.value(
            "offset", [at](auto& calibration) -> auto& { return calibration.offset[at]; }, calibration_offset(quantity),
            "Added to every reading.")
        .example = "-0.4";
    keys.value(
            "slope", [at](auto& calibration) -> auto& { return calibration.slope[at]; }, calibration_slope(),
            "Every reading is multiplied by it, before the offset is added.")
        .example = "1.02";
    auto& points = keys.custom(
        "points", quantity_value(quantity).form,
        [quantity](YamlSection& in, Calibration& calibration, NodeReading& /*reading*/) {
            read_points(in, calibration, quantity);
        },
        "Instead of offset and slope: pairs of a measured and the true value, in rising order. Between two points and "
        "beyond the ends, the line through the nearest two points applies.");
    points.least_items = min_calibration_points;
    points.most_items = max_calibration_points;
    points.is_of_pairs = true;
    points.example = "[[0.6, 0], [99.2, 100]]";
    keys.some_of_one_group({{"offset", "slope"}, {"points"}});
    keys.check(&check_one_way);
    return keys;
}

void check_one_filter(YamlSection& in, Smoothing& /*smoothing*/, NodeReading& /*reading*/)
{
    const bool median = in.has("median");
    if (median != in.has("exponential")) return;
    in.complain(median ? in.place_of_key("exponential") : in.place(),
                "smoothing needs either median: 5 or exponential: 30s");
}

NodeKeys<Smoothing> filter_keys()
{
    NodeKeys<Smoothing> keys;
    auto& median = keys.value("median", &Smoothing::median, number(min_median, max_median),
                              "The median of this many samples: a single spike is ignored.");
    median.default_value.clear();  // exactly one of the two keys is given
    median.example = "5";
    auto& exponential = keys.value(
        "exponential", &Smoothing::exponential, within(shortest_time_constant, longest_time_constant),
        "The time constant: after this time the value has followed a step by 63 %, after three times as long by 95 %.");
    exponential.default_value.clear();
    exponential.example = "30s";
    keys.one_of_groups({{"median"}, {"exponential"}});
    keys.check(&check_one_filter);
    return keys;
}

void add_calibration(NodeKeys<Calibration>& keys, Quantity quantity)
{
    keys.mapping(name_of(quantity), itself, correction_keys(quantity), "an offset such as {offset: -0.4}",
                 row_of(quantity).symbol);
}

void add_smoothing(NodeKeys<SensorConfig>& keys, Quantity quantity)
{
    keys.mapping(
        name_of(quantity), [quantity](auto& sensor) -> auto& { return sensor.smoothing[index_of(quantity)]; },
        filter_keys(), "a filter such as {median: 5}", "One of the two filters.");
}

constexpr auto check_derived = [](YamlSection& in, NodeReading& reading, Quantity quantity, Place where) {
    reading.derived.use(in, where, std::string{name_of(quantity)});
    for (const auto needed : derived_row(quantity)->needs) {
        if (may_measure(reading, needed)) continue;
        complain_not_measured(in, where, *reading.model, needed,
                              ", which " + std::string{name_of(quantity)} + " needs");
    }
};

Reader<Quantity> derived_quantity()
{
    std::vector<std::pair<std::string_view, Quantity>> names;
    for (const auto& row : derived_rows())
        names.emplace_back(name_of(row.quantity), row.quantity);
    return one_of(std::move(names));
}

void check_altitude(YamlSection& in, SensorConfig& sensor, NodeReading& /*reading*/)
{
    const auto user =
        std::ranges::find_if(sensor.derived, [](Quantity quantity) { return derived_row(quantity)->needs_altitude; });
    const bool is_used = user != sensor.derived.end();
    if (is_used && !in.has("altitude"))
        in.complain(in.place_of("derived"), std::string{name_of(*user)} + " needs altitude: (metres above the sea)");
    if (!is_used && in.has("altitude"))
        in.complain(in.place_of_key("altitude"), "altitude is for sea_level_pressure, which derived: does not list");
}

}  // namespace

void add_refinement_keys(NodeKeys<SensorConfig>& keys)
{
    keys.mapping("valid", &SensorConfig::limits, keys_by_quantity<BeliefLimits>(&add_valid),
                 "quantities such as temperature: [-40, 85]",
                 "The lowest and the highest value that are believed. A measured value outside of them is a failure.");
    keys.mapping("largest_step", &SensorConfig::limits, keys_by_quantity<BeliefLimits>(&add_largest_step),
                 "quantities such as temperature: 5",
                 "The largest step from one sample to the next that is believed. A larger one is a failure, until "
                 "three samples in a row agree.");
    keys.mapping("calibration", &SensorConfig::calibration, keys_by_quantity<Calibration>(&add_calibration),
                 "quantities such as temperature: {offset: -0.4}", "Corrections that apply to every reading.");
    keys.mapping("smoothing", itself, keys_by_quantity<SensorConfig>(&add_smoothing),
                 "quantities such as temperature: {median: 5}", "Filters that apply to the samples.");
    keys.values("derived", &SensorConfig::derived, derived_rows().size(), derived_quantity(), check_derived,
                "Quantities that are computed from the measured ones.")
        .example = "dew_point";
    keys.value("altitude", &SensorConfig::altitude, altitude(), "Metres above the sea, for sea_level_pressure.")
        .example = "520";
    keys.check(&check_altitude);
}

}  // namespace coapnode
