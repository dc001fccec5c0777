// SPDX-License-Identifier: MIT
#include "resources/measurement.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/site_parts.hpp"
#include "resources/small_body.hpp"
#include "resources/thermostat_resource.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace coapnode {

namespace {

/// Readers, and controllers where there is something to set.
Access access_to(const Thermostat* thermostat)
{
    auto access = for_readers;
    if (thermostat != nullptr) access.put = Role::control;
    return access;
}

Description describe(const MeasurementNames& names, Quantity quantity, const Thermostat* thermostat)
{
    const std::string what{name_of(quantity)};
    return {names.path,    "sensor " + what,      "core.s",          what + " of " + names.sensor,
            value_formats, access_to(thermostat), largest_small_body};
}

/// A sample, or a cause why there is none.
std::uint64_t version_of(const Result<Sample>& latest)
{
    constexpr std::uint64_t no_sample = std::uint64_t{1} << 63U;
    return latest ? latest->version : std::hash<std::string>{}(latest.error().message) | no_sample;
}

}  // namespace

Measurement::Measurement(MeasurementNames names, Quantity quantity, Sampler& sampler, Thermostat* thermostat)
    : Resource{describe(names, quantity, thermostat)},
      names_{std::move(names)},
      quantity_{quantity},
      sampler_{sampler},
      thermostat_{thermostat},
      changes_{[this] { return version_of(sampler_.latest()); }}
{
    changes_.follow(sampler_.changes());
}

Response Measurement::get(const Request& /*request*/, ContentFormat format)
{
    const auto outlook = sampler_.outlook();
    const auto max_age = whole_seconds_up(outlook.until_next);
    const auto& sample = outlook.latest;
    if (!sample) return Response::problem(sample.error(), max_age);
    const auto value = sample->reading.get(quantity_);
    if (!value) {
        return Response::problem({Errc::bad_value, "the sensor gave no " + std::string{name_of(quantity_)}}, max_age);
    }
    const auto& representation =
        cache_.get(sample->version, format, [&] { return encode(*value, sample->taken_at, format); });
    return Response::content(representation, max_age);
}

Response Measurement::put(const Request& request)
{
    if (thermostat_ == nullptr) return Resource::put(request);
    return put_target(*thermostat_, read_temperature(request, {"value", "unit", "timestamp"}));
}

std::optional<Scalar> Measurement::scalar() const
{
    const auto sample = sampler_.latest();
    const auto value = sample ? sample->reading.get(quantity_) : std::nullopt;
    return value ? std::optional<Scalar>{measured_number(*value)} : std::nullopt;
}

Bytes Measurement::encode(Value value, WallTime taken_at, ContentFormat format) const
{
    if (format == ContentFormat::json || format == ContentFormat::cbor) {
        return encode_document(measured_document(value, taken_at), format);
    }
    const std::array record{measured_record(names_.sensor + '/' + std::string{name_of(quantity_)}, value, taken_at)};
    return encode_value(format, measured_text(value), names_.senml_base, record, measured_document(value, taken_at));
}

/// /temperature, /humidity, /pressure, /dew_point...: the first sensor that has the quantity. A PUT on /temperature
/// sets the thermostat's target.
void add_short_names(const SiteParts& parts, Resources& resources)
{
    for (const auto quantity : all_quantities) {
        const auto first =
            std::ranges::find_if(parts.sensors, [&](const SensorView& sensor) { return sensor.measures(quantity); });
        if (first == parts.sensors.end()) continue;
        MeasurementNames names{std::string{name_of(quantity)}, first->name, parts.senml_base};
        auto* const thermostat = quantity == Quantity::temperature ? parts.equipment.thermostat.get() : nullptr;
        resources.push_back(std::make_unique<Measurement>(std::move(names), quantity, *first->sampler, thermostat));
    }
}

}  // namespace coapnode
