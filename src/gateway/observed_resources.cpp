// SPDX-License-Identifier: MIT
#include "gateway/observed_resources.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

Result<std::shared_ptr<ObservedResource>> ObservedResources::observe(const std::shared_ptr<Device>& device,
                                                                     const ResourceKey& key, OutgoingRequest request)
{
    std::erase_if(entries_, [](const auto& entry) { return entry.second.resource.expired(); });
    if (const auto found = entries_.find(key); found != entries_.end() && found->second.device == device.get())
        return found->second.resource.lock();
    if (entries_.size() >= most) return fail(Errc::busy, "the gateway already observes as many resources as it can");
    auto resource = std::make_shared<ObservedResource>(scheduler_, cache_, device, key, std::move(request));
    entries_[key] = {device.get(), resource};
    return resource;
}

std::size_t ObservedResources::size() const
{
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(),
                                                  [](const auto& entry) { return !entry.second.resource.expired(); }));
}

}  // namespace coapnode
