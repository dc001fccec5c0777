// SPDX-License-Identifier: MIT
#include "gateway/feed.hpp"

#include "coapnode/uri/coap_uri.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace coapnode {

namespace {

bool is_list(const Link& link)
{
    return has_word(link.value_of("if"), "core.ll");
}

bool shows_a_state(const Link& link)
{
    const auto types = link.value_of("rt");
    return has_word(types, "sensor") || has_word(types, "actuator") || has_word(types, "thermostat");
}

/// Whether `other` is a longer path that shows what `link` shows: of /temperature /sensors/room/temperature, of
/// /sensors/room its quantities, of /led /leds/NAME.
bool is_shown_by(const Link& link, const Link& other)
{
    if (&link == &other || other.target.size() <= link.target.size() || is_list(other)) return false;
    const bool is_below = other.target.starts_with(link.target + '/');
    return is_below ||
           (other.value_of("rt") == link.value_of("rt") && other.value_of("title") == link.value_of("title"));
}

std::vector<std::string> other_paths_of(const Link& link, const ReadLinks& links)
{
    std::vector<std::string> paths;
    for (const auto& other : links.links) {
        if (!is_list(other) && is_shown_by(other, link)) paths.push_back(other.target);
    }
    return paths;
}

bool has_format(const Link& link, ContentFormat format)
{
    return has_word(link.value_of("ct"), std::to_string(static_cast<unsigned>(format)));
}

}  // namespace

std::vector<const Link*> observed_links(const ReadLinks& links)
{
    std::vector<const Link*> chosen;
    for (const auto& link : links.links) {
        if (!link.has("obs") || is_list(link) || !shows_a_state(link)) continue;
        const auto shows = [&](const Link& other) { return other.has("obs") && is_shown_by(link, other); };
        if (std::none_of(links.links.begin(), links.links.end(), shows)) chosen.push_back(&link);
    }
    return chosen;
}

std::optional<std::uint16_t> observed_format(const Link& link)
{
    constexpr std::array best{ContentFormat::json, ContentFormat::cbor, ContentFormat::senml_json, ContentFormat::text};
    for (const auto format : best) {
        if (has_format(link, format)) return static_cast<std::uint16_t>(format);
    }
    return std::nullopt;
}

Feed::Feed(Devices& devices, ObservedResources& resources) : devices_{devices}, resources_{resources}
{
    list_changes_ = devices_.list_changes().subscribe([this] { follow_list(); });
    device_changes_ = devices_.changes().subscribe([this] {
        if (const auto device = devices_.find(devices_.changed())) follow(*device);
    });
    follow_list();
}

const Feed::Resources& Feed::of(const std::string& device) const
{
    static const Resources none;
    const auto found = feeds_.find(device);
    return found == feeds_.end() ? none : found->second.resources;
}

const Feed::Followed* Feed::find(const ResourceKey& key) const
{
    for (const auto& [path, followed] : of(key.device)) {
        if (followed.resource->key() == key) return &followed;
    }
    return nullptr;
}

void Feed::follow_list()
{
    const auto devices = devices_.named();
    std::erase_if(feeds_, [&](const auto& entry) {
        return std::find(devices.begin(), devices.end(), entry.second.device) == devices.end();
    });
    for (const auto& device : devices)
        follow(device);
}

void Feed::follow(const std::shared_ptr<Device>& device)
{
    auto& feed = feeds_[device->name()];
    if (feed.device != device) feed = {device, {}};
    if (device->links().links.empty()) return;
    const auto links = observed_links(device->links());
    std::erase_if(feed.resources, [&](const auto& entry) {
        return std::none_of(links.begin(), links.end(), [&](const auto* link) { return link->target == entry.first; });
    });
    for (const auto* const link : links)
        add(feed, *link);
    for (const auto* const link : links) {
        const auto followed = feed.resources.find(link->target);
        if (followed != feed.resources.end()) followed->second.other_paths = other_paths_of(*link, device->links());
    }
}

void Feed::add(DeviceFeed& feed, const Link& link)
{
    if (feed.resources.contains(link.target) || feed.resources.size() >= most_resources_of_device) return;
    if (!link.target.starts_with('/')) return;  // another host's
    const auto target = parse_coap_uri("coap://node" + link.target);
    if (!target) return;
    OutgoingRequest request;
    request.path = target->path;
    request.query = target->query;
    request.accept = observed_format(link);
    const ResourceKey key{feed.device->name(), path_and_query(target->path, target->query), request.accept};
    const auto resource = resources_.observe(feed.device, key, std::move(request));
    if (!resource) return;
    auto changes = (*resource)->changes().subscribe([this, key] {
        changed_ = key;
        changes_.emit();
    });
    feed.resources.emplace(link.target, Followed{*resource, std::move(changes), {}});
}

}  // namespace coapnode
