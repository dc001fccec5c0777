// SPDX-License-Identifier: MIT
/// Observes the readings, LEDs and thermostat of every node from the start. It feeds events, metrics, the page, and the
/// cache for GETs.
#pragma once

#include "gateway/devices.hpp"
#include "gateway/observed_resources.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace coapnode {

/// Selects the links of a node to observe. Of two links with the same value it takes the longer path:
/// /sensors/room/temperature, not /temperature. It skips lists of other resources.
std::vector<const Link*> observed_links(const ReadLinks& links);

/// The best format for events that the link offers: JSON, else CBOR, SenML, text; nullopt: the node's default.
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
        std::vector<std::string> other_paths;  ///< shorter ones with the same value: /temperature
    };
    /// The observed resources, sorted by path.
    using Resources = std::map<std::string, Followed>;
    /// The observed resources of the device with this name.
    [[nodiscard]] const Resources& of(const std::string& device) const;
    /// nullptr when it is not observed.
    [[nodiscard]] const Followed* find(const ResourceKey& key) const;

    /// Emitted when the state of a resource has changed; changed() returns it.
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
