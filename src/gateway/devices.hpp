// SPDX-License-Identifier: MIT
/// All nodes by name: those of the configuration, those that were found, and those that are asked for by address.
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
    /// Of each way to be found. The one of an address that was used longest ago goes first.
    static constexpr std::size_t most_found = 256;
    static constexpr std::size_t most_addresses = 64;
    /// An address that nobody asks for is forgotten.
    static constexpr Duration address_lifetime = 5min;

    Devices(Scheduler& scheduler, Log& log, OpenLink open_link);
    Devices(const Devices&) = delete;
    Devices& operator=(const Devices&) = delete;

    /// Those that are the same as before keep their sessions. A found one that has the name of a configured one, or is
    /// outside `allow`, goes.
    void apply(const GatewayConfig& config);

    /// All that one way of finding has found by now; it replaces what it had found before.
    void set_found(DeviceSource source, const std::vector<NodeConfig>& nodes);

    /// By name, or by address within `allow`. Errors: not_found; forbidden (an address outside `allow`).
    [[nodiscard]] Result<std::shared_ptr<Device>> find(const std::string& name);

    /// Whether one has this name.
    [[nodiscard]] bool has(const std::string& name) const { return named_.contains(name); }

    /// Those with a name, in its order.
    [[nodiscard]] std::vector<std::shared_ptr<Device>> named() const;

    /// Emitted when the list of those with a name has changed.
    [[nodiscard]] ChangeSignal& list_changes() { return list_changes_; }
    /// Emitted when one of them has changed: changed() says which.
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
    void note_change(const std::string& name);
    [[nodiscard]] bool is_allowed(const Peer::Address& address) const;
    [[nodiscard]] std::shared_ptr<Device> at_address(const std::string& name);
    void forget_old_addresses();

    Scheduler& scheduler_;
    Log& log_;
    OpenLink open_link_;
    std::vector<AddressRange> allow_;
    Duration timeout_ = GatewayLimits{}.timeout;
    std::map<std::string, Entry> named_;
    std::map<std::string, AddressEntry> addresses_;
    ChangeSignal list_changes_;
    ChangeSignal changes_;
    std::string changed_;
};

}  // namespace coapnode
