// SPDX-License-Identifier: MIT
#include "resources/sensor_state.hpp"

#include "coapnode/rest/encode.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace coapnode {

namespace {

std::string_view status_of(const Sampler& sampler)
{
    if (sampler.failure()) return "failing";
    return sampler.latest() ? "ok" : "starting";
}

}  // namespace

bool SensorView::measures(Quantity quantity) const
{
    return std::ranges::find(quantities, quantity) != quantities.end();
}

nlohmann::ordered_json status_document(const SensorView& sensor)
{
    nlohmann::ordered_json document{
        {"name", sensor.name}, {"driver", sensor.model->driver}, {"status", status_of(*sensor.sampler)}};
    if (const auto& failure = sensor.sampler->failure()) document["error"] = failure->message;
    return document;
}

nlohmann::ordered_json sensor_document(const SensorView& sensor)
{
    auto document = status_document(sensor);
    const auto sample = sensor.sampler->latest();
    if (!sample) return document;
    for (const auto quantity : sensor.quantities) {
        const auto value = sample->reading.get(quantity);
        if (value) document[std::string{name_of(quantity)}] = measured_document(*value, sample->taken_at);
    }
    return document;
}

std::vector<SenmlRecord> sensor_records(const SensorView& sensor)
{
    std::vector<SenmlRecord> records;
    const auto sample = sensor.sampler->latest();
    if (!sample) return records;
    for (const auto quantity : sensor.quantities) {
        const auto value = sample->reading.get(quantity);
        if (!value) continue;
        records.push_back(
            measured_record(sensor.name + '/' + std::string{name_of(quantity)}, *value, sample->taken_at));
    }
    return records;
}

std::uint64_t state_version(const SensorView& sensor)
{
    const auto sample = sensor.sampler->latest();
    const auto& failure = sensor.sampler->failure();
    const std::uint64_t cause = failure ? std::hash<std::string>{}(failure->message) | 1U : 0U;
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15U;  // 2^64 / golden ratio: neighbours land far apart
    return (sample ? sample->version : 0U) * spread ^ cause;
}

}  // namespace coapnode
