// SPDX-License-Identifier: MIT
/// What is observed of every node from the start: its readings, LEDs and thermostat. Events, metrics and the page come
/// from it, and GETs through the cache.
#pragma once

#include "gateway/devices.hpp"
#include "gateway/observed_resources.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

/// The links of a node that are worth an observation. Of two that show the same thing the longer path: not /temperature
/// where there is /sensors/room/temperature. No lists of other resources.
std::vector<const Link*> observed_links(const ReadLinks& links);

/// The format that events show best of those that the link has: JSON, else CBOR, SenML, text; nullopt: as it comes.
std::optional<std::uint16_t> observed_format(const Link& link);

class Feed {
public:
    static constexpr std::size_t most_resources_of_device = 64;

    /// All outlive it.
    Feed(Devices& devices, ObservedResources& resources);
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    struct Followed {
        std::shared_ptr<ObservedResource> resource;
        Subscription changes;
    };
    /// By path, in its order.
    using Resources = std::map<std::string, Followed>;
    /// What is observed of the device with this name.
    [[nodiscard]] const Resources& of(const std::string& device) const;

    /// Emitted when the state of one has changed: changed() says which.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }
    [[nodiscard]] const ResourceKey& changed() const { return changed_; }

private:
    struct DeviceFeed {
        std::shared_ptr<Device> device;
        Resources resources;
    };

    void follow_list();
    void follow(const std::shared_ptr<Device>& device);
    void add(DeviceFeed& feed, const Link& link);

    Devices& devices_;
    ObservedResources& resources_;
    std::map<std::string, DeviceFeed> feeds_;
    ChangeSignal changes_;
    ResourceKey changed_;
    Subscription list_changes_;
    Subscription device_changes_;
};

}  // namespace coapnode
