// SPDX-License-Identifier: MIT
#include "gateway/recent_targets.hpp"

#include "coapnode/uri/coap_uri.hpp"
#include "gateway/resource_links.hpp"

#include <functional>
#include <utility>

namespace coapnode {

namespace {

bool is_configuration(const Link* link)
{
    return link != nullptr && has_word(link->value_of("rt"), "config");
}

}  // namespace

RecentTargets::RecentTargets(Devices& devices)
    : list_changes_{devices.list_changes().subscribe([this] { forget_all(); })},
      changes_{devices.changes().subscribe([this] { forget_all(); })}
{
}

std::shared_ptr<NamedResource> RecentTargets::find(const HttpRequest& request) const
{
    const auto& place = places_[place_of(request)];
    return place.path == request.path && place.query == request.query ? place.resource : nullptr;
}

std::shared_ptr<NamedResource> RecentTargets::add(const HttpRequest& request, std::shared_ptr<Device> device,
                                                  NodeTarget target)
{
    const auto* const link = find_link(device->links(), target.path);
    ResourceKey key{device->name(), path_and_query(target.path, target.query)};
    const bool is_by_address = device->source() == DeviceSource::address;
    auto resource = std::make_shared<NamedResource>(
        NamedResource{std::move(device), link, is_configuration(link), std::move(target), std::move(key)});
    if (!is_by_address) places_[place_of(request)] = {request.path, request.query, resource};
    return resource;
}

std::size_t RecentTargets::place_of(const HttpRequest& request)
{
    const std::hash<std::string> hash;
    return (hash(request.path) ^ (request.query.empty() ? 0 : hash(request.query) << 1U)) % places;
}

void RecentTargets::forget_all()
{
    places_.fill({});
}

}  // namespace coapnode
