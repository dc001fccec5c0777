// SPDX-License-Identifier: MIT
#include "gateway/device_json.hpp"

#include "gateway/resource_links.hpp"
#include "show/json_object.hpp"

namespace coapnode {

namespace {

/// "coaps://192.0.2.7": of a node, without the path of its root.
std::string node_uri(const CoapUri& uri)
{
    auto text = to_string(uri);
    if (text.ends_with('/')) text.pop_back();
    return text;
}

JsonObject begin(const Device& device, const Clock& clock)
{
    const auto& health = device.health();
    JsonObject json;
    json.text("name", device.name());
    json.text("uri", node_uri(device.config().uri));
    if (!device.title().empty()) json.text("title", device.title());
    json.text("state", name_of(health.state()));
    const auto passed = std::chrono::floor<WallTime::duration>(clock.now() - health.since());
    json.text("since", to_rfc3339(clock.wall_now() - passed));
    if (health.error()) json.text("error", sentence(*health.error()));
    json.text("source", name_of(device.source()));
    const auto offset = device.clock_offset();
    if (offset && std::chrono::abs(*offset) > tolerated_clock_offset)
        json.raw("clock_offset_seconds", std::to_string(offset->count()));
    return json;
}

std::string numbers_as_json(const std::vector<std::uint16_t>& numbers)
{
    std::string json = "[";
    for (const auto number : numbers)
        json += (json.size() > 1 ? "," : "") + std::to_string(number);
    return json + ']';
}

std::string link_as_json(const Link& link)
{
    JsonObject json;
    json.text("path", link.target);
    for (const auto* name : {"rt", "if", "title"}) {
        const auto value = link.value_of(name);
        if (!value.empty()) json.text(name, value);
    }
    if (const auto formats = formats_of(link); !formats.empty()) json.raw("ct", numbers_as_json(formats));
    json.raw("obs", link.has("obs") ? "true" : "false");
    return std::move(json).whole();
}

}  // namespace

std::string device_as_json(const Device& device, const Clock& clock)
{
    return begin(device, clock).whole();
}

std::string device_with_resources_as_json(const Device& device, const Clock& clock)
{
    std::string links = "[";
    for (const auto& link : device.links().links)
        links += (links.size() > 1 ? "," : "") + link_as_json(link);
    auto json = begin(device, clock);
    json.raw("resources", links + ']');
    return std::move(json).whole();
}

}  // namespace coapnode
