// SPDX-License-Identifier: MIT
#include "resources/leds.hpp"

#include "coapnode/rest/encode.hpp"
#include "resources/led_body.hpp"
#include "resources/led_resource.hpp"
#include "resources/max_age.hpp"
#include "resources/site_parts.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace coapnode {

namespace {

Description leds_description()
{
    return {"leds",
            "leds",  // no actuator: who looks for one wants to switch it
            "core.ll",
            "All LEDs",
            {ContentFormat::json, ContentFormat::cbor, ContentFormat::senml_json, ContentFormat::senml_cbor,
             ContentFormat::link_format},
            for_readers};
}

std::string links_to(const std::vector<LedView>& leds)
{
    std::string links;
    for (const auto& view : leds)
        links += (links.empty() ? "" : ",") + ("</leds/" + view.name) + R"(>;rt="actuator led";if="core.a")";
    return links;
}

nlohmann::ordered_json document_of(const std::vector<LedView>& leds)
{
    auto list = nlohmann::ordered_json::array();
    for (const auto& view : leds) {
        auto& item = list.emplace_back(nlohmann::ordered_json{{"name", view.name}});
        item.update(pattern_document(view.led->pattern()));
    }
    return {{"leds", std::move(list)}};
}

std::vector<SenmlRecord> records_of(const std::vector<LedView>& leds)
{
    std::vector<SenmlRecord> records;
    for (const auto& view : leds)
        records.push_back(led_record(view.name, view.led->pattern()));
    return records;
}

}  // namespace

LedList::LedList(std::vector<LedView> leds, std::string senml_base)
    : Resource{leds_description()}, leds_{std::move(leds)}, senml_base_{std::move(senml_base)}, changes_{[this] {
          return version();
      }}
{
    for (const auto& view : leds_)
        changes_.follow(view.led->changes());
}

std::uint64_t LedList::version() const
{
    // Those of the LEDs only ever rise, and so does this one with any of them.
    std::uint64_t version = 1;
    for (const auto& view : leds_)
        version += view.led->version();
    return version;
}

Response LedList::get(const Request& /*request*/, ContentFormat format)
{
    const bool is_senml = format == ContentFormat::senml_json || format == ContentFormat::senml_cbor;
    if (is_senml && leds_.empty()) return Response::problem({Errc::not_found, "this node has no LED"});
    return Response::content(cache_.get(version(), format, [&] { return encode(format); }), not_cacheable);
}

Bytes LedList::encode(ContentFormat format) const
{
    if (format == ContentFormat::link_format) return to_bytes(links_to(leds_));
    return encode_value(format, {}, senml_base_, records_of(leds_), document_of(leds_));
}

/// /led, the first LED; /leds; /leds/NAME.
void add_leds(const SiteParts& parts, Resources& resources)
{
    const auto& fitted = parts.equipment.leds;
    const auto* const thermostat = parts.equipment.thermostat.get();
    const auto add = [&](const std::string& path, const FittedLed& one) {
        const bool driven = thermostat != nullptr && thermostat->drives(*one.led);
        resources.push_back(std::make_unique<LedResource>(path, one.config.name, parts.senml_base, *one.led, driven));
    };
    if (!fitted.empty()) add("led", fitted.front());
    std::vector<LedView> views;
    for (const auto& one : fitted)
        views.push_back({one.config.name, one.led.get()});
    resources.push_back(std::make_unique<LedList>(std::move(views), parts.senml_base));
    for (const auto& one : fitted)
        add("leds/" + one.config.name, one);
}

}  // namespace coapnode
