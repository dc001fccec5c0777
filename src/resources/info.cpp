// SPDX-License-Identifier: MIT
#include "resources/info.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace coapnode {

namespace {

Description info_description()
{
    return {"info", "device", "core.rp", "This node", {ContentFormat::json, ContentFormat::cbor}, for_readers};
}

}  // namespace

Info::Info(NodeFacts facts, std::vector<SensorView> sensors, std::vector<std::string> paths, const Clock& clock)
    : Resource{info_description()},
      facts_{std::move(facts)},
      sensors_{std::move(sensors)},
      paths_{std::move(paths)},
      clock_{clock}
{
    paths_.push_back('/' + description().path);
}

Response Info::get(const Request& /*request*/, ContentFormat format)
{
    const auto uptime = std::chrono::floor<std::chrono::seconds>(clock_.now() - facts_.started).count();
    auto version = static_cast<std::uint64_t>(uptime) + 1;
    for (const auto& sensor : sensors_)
        version = version * 31 + state_version(sensor);
    return Response::content(cache_.get(version, format, [&] { return encode(uptime, format); }), one_second);
}

Bytes Info::encode(std::int64_t uptime_seconds, ContentFormat format) const
{
    nlohmann::ordered_json document{{"device_id", facts_.device_id}};
    if (!facts_.title.empty()) document["title"] = facts_.title;
    document["firmware"] = facts_.firmware;
    if (!facts_.instance.empty()) document["instance"] = facts_.instance;
    document["uptime_seconds"] = uptime_seconds;
    document["protocol"] = "CoAP (RFC 7252)";
    document["endpoints"] = facts_.endpoints;
    auto& sensors = document["sensors"] = nlohmann::ordered_json::array();
    for (const auto& sensor : sensors_)
        sensors.push_back(status_document(sensor));
    document["resources"] = paths_;
    return encode_document(document, format);
}

void add_info(const SiteParts& parts, Resources& resources)
{
    std::vector<std::string> paths;
    for (const auto& resource : resources)
        paths.push_back('/' + resource->description().path);
    resources.push_back(std::make_unique<Info>(parts.facts, parts.sensors, std::move(paths), parts.clock));
}

}  // namespace coapnode
