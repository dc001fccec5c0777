// SPDX-License-Identifier: MIT
/// All nodes by name: configured ones, discovered ones, and those that clients request by address.
#pragma once

#include "coapnode/core/log.hpp"
#include "gateway/device.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

class Devices {
public:
    /// Bound for each source of discovery: the first ones are used.
    static constexpr std::size_t most_found = 256;
    /// Hosts outside of `allow` that the log names at a time.
    static constexpr std::size_t most_told = 8;
    /// The least recently used one is removed first.
    static constexpr std::size_t most_addresses = 64;
    /// An address that was not requested for this time is removed.
    static constexpr Duration address_lifetime = 5min;

    Devices(Scheduler& scheduler, Log& log, OpenLink open_link);
    Devices(const Devices&) = delete;
    Devices& operator=(const Devices&) = delete;

    /// Unchanged nodes keep their sessions. A discovered node with the name of a configured one, or outside `allow`, is
    /// removed.
    void apply(const GatewayConfig& config);

    /// Replaces the nodes from one source of discovery.
    void set_found(DeviceSource source, const std::vector<NodeConfig>& nodes);

    /// By name, or by address within `allow`. Errors: not_found; forbidden (an address outside `allow`).
    [[nodiscard]] Result<std::shared_ptr<Device>> find(const std::string& name);

    /// Whether a node has this name.
    [[nodiscard]] bool has(const std::string& name) const { return named_.contains(name); }

    /// The nodes with a name, sorted by it.
    [[nodiscard]] std::vector<std::shared_ptr<Device>> named() const;

    /// Emitted when the list of named nodes has changed.
    [[nodiscard]] ChangeSignal& list_changes() { return list_changes_; }
    /// Emitted when a node has changed; changed() returns it.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }
    [[nodiscard]] const std::string& changed() const { return changed_; }

private:
    struct Entry {
        std::shared_ptr<Device> device;
        Subscription changes;
    };
    struct AddressEntry {
        std::shared_ptr<Device> device;
        Instant used;
    };

    void add(const NodeConfig& config, DeviceSource source);
    /// The nodes to use; the others are logged.
    [[nodiscard]] std::vector<NodeConfig> allowed(DeviceSource source, const std::vector<NodeConfig>& found);
    void tell_outside(DeviceSource source, const std::vector<std::string>& hosts);
    void note_change(const std::string& name);
    [[nodiscard]] bool is_allowed(const Peer::Address& address) const;
    [[nodiscard]] bool is_allowed(const NodeConfig& found) const;
    [[nodiscard]] std::shared_ptr<Device> at_address(const std::string& name);
    void forget_old_addresses();

    Scheduler& scheduler_;
    Log& log_;
    OpenLink open_link_;
    std::vector<AddressRange> allow_;
    Duration timeout_ = GatewayLimits{}.timeout;
    std::map<std::string, Entry> named_;
    std::map<std::string, AddressEntry> addresses_;
    std::map<DeviceSource, LogLines> told_;  ///< of hosts outside of `allow`, by the last lookup
    ChangeSignal list_changes_;
    ChangeSignal changes_;
    std::string changed_;
};

}  // namespace coapnode
