// SPDX-License-Identifier: MIT
#include "resources/history_resource.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/history_query.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace coapnode {

namespace {

Description history_description()
{
    return {"history",
            "history",
            "core.rp",
            "Past readings",
            {ContentFormat::senml_json, ContentFormat::senml_cbor, ContentFormat::json, ContentFormat::cbor},
            for_readers};
}

std::vector<SenmlRecord> records_of(const std::vector<HistoryRecord>& found)
{
    std::vector<SenmlRecord> records;
    records.reserve(found.size());
    for (const auto& [taken_at, sensor, value] : found)
        records.push_back(measured_record(sensor + '/' + std::string{name_of(value.quantity)}, value, taken_at));
    return records;
}

nlohmann::ordered_json document_of(const std::vector<HistoryRecord>& found)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& [taken_at, sensor, value] : found) {
        auto& item = list.emplace_back(nlohmann::ordered_json{{"name", sensor}, {"quantity", name_of(value.quantity)}});
        item.update(measured_document(value, taken_at));
    }
    return list;
}

}  // namespace

HistoryResource::HistoryResource(History& history, const Clock& clock, std::vector<SensorView> sensors,
                                 std::string senml_base)
    : Resource{history_description()},
      history_{history},
      clock_{clock},
      sensors_{std::move(sensors)},
      senml_base_{std::move(senml_base)}
{
}

Response HistoryResource::get(const Request& request, ContentFormat format)
{
    const auto now = clock_.now();
    while (!kept_.empty() && now - kept_.front().made >= std::chrono::seconds{one_second})
        kept_.pop_front();
    const auto same = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
        return kept.format == format && kept.query == request.query;
    });
    if (same != kept_.end()) return same->response;
    auto response = answer(request.query, format);
    if (response.code != Code::content) return response;
    if (kept_.size() == most_kept) kept_.pop_front();
    kept_.push_back({request.query, format, now, response});
    return response;
}

Response HistoryResource::answer(const std::vector<std::string>& queries, ContentFormat format) const
{
    const auto query = read_history_query(queries, clock_.wall_now());
    if (!query) return Response::problem(query.error());
    const auto found = history_.find(*query);
    if (!found) {
        const auto again = whole_seconds_up(history_.flush_interval());
        return Response::problem({Errc::not_ready, "the history cannot be read: " + found.error().message}, again);
    }
    if (found->empty() && query->sensor && !has_sensor(*query->sensor)) {
        return Response::problem({Errc::not_found, "no sensor with this name has measured anything: see /sensors"});
    }
    return Response::content(make_representation(format, encode(*found, format)), one_second);
}

Bytes HistoryResource::encode(const std::vector<HistoryRecord>& found, ContentFormat format) const
{
    const bool is_document = format == ContentFormat::json || format == ContentFormat::cbor;
    if (is_document) return encode_document(document_of(found), format);
    const auto records = records_of(found);
    return format == ContentFormat::senml_cbor ? senml_cbor(senml_base_, records) : senml_json(senml_base_, records);
}

bool HistoryResource::has_sensor(const std::string& name) const
{
    return std::any_of(sensors_.begin(), sensors_.end(), [&](const SensorView& sensor) { return sensor.name == name; });
}

void add_history(const SiteParts& parts, Resources& resources)
{
    if (parts.outside.history == nullptr) return;
    resources.push_back(
        std::make_unique<HistoryResource>(*parts.outside.history, parts.clock, parts.sensors, parts.senml_base));
}

}  // namespace coapnode
