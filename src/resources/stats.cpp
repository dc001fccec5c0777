// SPDX-License-Identifier: MIT
#include "resources/stats.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace coapnode {

namespace {

Description stats_description()
{
    return {"stats", "stats", "core.rp", "Counters", {ContentFormat::json, ContentFormat::cbor}, for_readers};
}

/// Those that never came are left out.
nlohmann::ordered_json by_code(const std::array<std::uint64_t, 256>& counts)
{
    auto document = nlohmann::ordered_json::object();
    for (std::size_t code = 0; code < counts.size(); ++code) {
        if (counts[code] != 0) document[code_text(static_cast<std::uint8_t>(code))] = counts[code];
    }
    return document;
}

}  // namespace

Stats::Stats(StatsSources sources, std::vector<SensorView> sensors, Instant started, const Clock& clock)
    : Resource{stats_description()},
      sources_{std::move(sources)},
      sensors_{std::move(sensors)},
      started_{started},
      clock_{clock}
{
}

Response Stats::get(const Request& /*request*/, ContentFormat format)
{
    const auto uptime = std::chrono::floor<std::chrono::seconds>(clock_.now() - started_).count();
    const auto version = static_cast<std::uint64_t>(uptime) + 1;
    return Response::content(cache_.get(version, format, [&] { return encode(uptime, format); }), one_second);
}

Bytes Stats::encode(std::int64_t uptime_seconds, ContentFormat format) const
{
    constexpr std::uint64_t kilobyte = 1024;
    const auto traffic = sources_.traffic();
    nlohmann::ordered_json document{{"uptime_seconds", uptime_seconds},
                                    {"memory_kilobytes", sources_.resident_bytes() / kilobyte}};
    document["requests"] = by_code(traffic.requests);
    document["replies"] = by_code(traffic.replies);
    document["sessions"] = traffic.sessions;
    document["failed_handshakes"] = traffic.failed_handshakes;
    document["observers"] = traffic.observers;
    document["notifications"] = traffic.notifications;
    document["log_drops"] = traffic.log_drops;
    auto& sensors = document["sensors"] = nlohmann::ordered_json::array();
    for (const auto& sensor : sensors_) {
        sensors.push_back(
            {{"name", sensor.name}, {"samples", sensor.sampler->samples()}, {"failures", sensor.sampler->failures()}});
    }
    return encode_document(document, format);
}

void add_stats(const SiteParts& parts, Resources& resources)
{
    if (!parts.outside.stats) return;
    resources.push_back(std::make_unique<Stats>(*parts.outside.stats, parts.sensors, parts.facts.started, parts.clock));
}

}  // namespace coapnode
