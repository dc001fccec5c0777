// SPDX-License-Identifier: MIT
#include "resources/sensors.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/measurement.hpp"
#include "resources/site_parts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

/// For the list of no sensors, which changes with a reload alone.
constexpr Duration longest_age = 60s;

Description describe_list()
{
    return {"sensors",
            "sensor sensors",
            "core.ll",
            "All sensors",
            {ContentFormat::json, ContentFormat::cbor, ContentFormat::senml_json, ContentFormat::senml_cbor,
             ContentFormat::link_format},
            for_readers};
}

Description describe_one(const SensorView& sensor)
{
    return {"sensors/" + sensor.name,
            "sensor " + std::string{sensor.model->driver},
            "core.s",
            "Sensor " + sensor.name,
            {ContentFormat::json, ContentFormat::cbor, ContentFormat::senml_json, ContentFormat::senml_cbor},
            for_readers};
}

bool is_senml(ContentFormat format)
{
    return format == ContentFormat::senml_json || format == ContentFormat::senml_cbor;
}

bool any_reading(const std::vector<SensorView>& sensors)
{
    return std::any_of(sensors.begin(), sensors.end(),
                       [](const SensorView& sensor) { return sensor.sampler->latest().has_value(); });
}

std::string links_to(const std::vector<SensorView>& sensors)
{
    std::string links;
    for (const auto& sensor : sensors) {
        for (const auto quantity : sensor.quantities) {
            if (!links.empty()) links += ',';
            const std::string what{name_of(quantity)};
            links += "</sensors/" + sensor.name + '/' + what + ">;rt=\"sensor " + what + "\";if=\"core.s\"";
        }
    }
    return links;
}

}  // namespace

SensorList::SensorList(std::vector<SensorView> sensors, std::string senml_base)
    : Resource{describe_list()}, sensors_{std::move(sensors)}, senml_base_{std::move(senml_base)}, changes_{[this] {
          return version();
      }}
{
    for (const auto& sensor : sensors_)
        changes_.follow(sensor.sampler->changes());
}

std::uint64_t SensorList::version() const
{
    std::uint64_t version = 1;
    for (const auto& sensor : sensors_)
        version = version * 31 + state_version(sensor);
    return version;
}

Response SensorList::get(const Request& /*request*/, ContentFormat format)
{
    if (is_senml(format) && !any_reading(sensors_)) {
        return Response::problem({Errc::not_ready, "no sensor has a reading"}, max_age());
    }
    return Response::content(cache_.get(version(), format, [&] { return encode(format); }), max_age());
}

std::uint32_t SensorList::max_age() const
{
    auto left = longest_age;
    for (const auto& sensor : sensors_)
        left = std::min(left, sensor.sampler->until_next());
    return whole_seconds_up(left);
}

Bytes SensorList::encode(ContentFormat format) const
{
    if (format == ContentFormat::link_format) return to_bytes(links_to(sensors_));
    if (format == ContentFormat::json || format == ContentFormat::cbor) {
        auto list = nlohmann::ordered_json::array();
        for (const auto& sensor : sensors_)
            list.push_back(sensor_document(sensor));
        return encode_document({{"sensors", std::move(list)}}, format);
    }
    std::vector<SenmlRecord> pack;
    for (const auto& sensor : sensors_) {
        auto records = sensor_records(sensor);
        std::move(records.begin(), records.end(), std::back_inserter(pack));
    }
    return format == ContentFormat::senml_json ? senml_json(senml_base_, pack) : senml_cbor(senml_base_, pack);
}

OneSensor::OneSensor(SensorView sensor, std::string senml_base)
    : Resource{describe_one(sensor)}, sensor_{std::move(sensor)}, senml_base_{std::move(senml_base)}, changes_{[this] {
          return state_version(sensor_);
      }}
{
    changes_.follow(sensor_.sampler->changes());
}

Response OneSensor::get(const Request& /*request*/, ContentFormat format)
{
    const auto outlook = sensor_.sampler->outlook();
    const auto max_age = whole_seconds_up(outlook.until_next);
    if (!outlook.latest) return Response::problem(outlook.latest.error(), max_age);
    return Response::content(cache_.get(state_version(sensor_), format, [&] { return encode(format); }), max_age);
}

Bytes OneSensor::encode(ContentFormat format) const
{
    if (format == ContentFormat::json || format == ContentFormat::cbor) {
        return encode_document(sensor_document(sensor_), format);
    }
    const auto pack = sensor_records(sensor_);
    return format == ContentFormat::senml_json ? senml_json(senml_base_, pack) : senml_cbor(senml_base_, pack);
}

/// /sensors; /sensors/NAME and /sensors/NAME/QUANTITY.
void add_sensors(const SiteParts& parts, Resources& resources)
{
    resources.push_back(std::make_unique<SensorList>(parts.sensors, parts.senml_base));
    for (const auto& sensor : parts.sensors) {
        resources.push_back(std::make_unique<OneSensor>(sensor, parts.senml_base));
        for (const auto quantity : sensor.quantities) {
            MeasurementNames names{"sensors/" + sensor.name + '/' + std::string{name_of(quantity)}, sensor.name,
                                   parts.senml_base};
            resources.push_back(std::make_unique<Measurement>(std::move(names), quantity, *sensor.sampler));
        }
    }
}

}  // namespace coapnode
