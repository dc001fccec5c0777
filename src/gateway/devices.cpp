// SPDX-License-Identifier: MIT
#include "gateway/devices.hpp"

#include "coapnode/core/counted.hpp"
#include "coapnode/core/ip_address.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace coapnode {

namespace {

const NodeConfig* find_by_name(const std::vector<NodeConfig>& nodes, const std::string& name)
{
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const auto& node) { return node.name == name; });
    return found == nodes.end() ? nullptr : &*found;
}

}  // namespace

Devices::Devices(Scheduler& scheduler, Log& log, OpenLink open_link)
    : scheduler_{scheduler}, log_{log}, open_link_{std::move(open_link)}
{
}

void Devices::apply(const GatewayConfig& config)
{
    const bool is_timeout_new = timeout_ != config.limits.timeout;
    allow_ = config.allow;
    timeout_ = config.limits.timeout;
    addresses_.clear();
    std::erase_if(named_, [&](const auto& entry) {
        const auto& device = *entry.second.device;
        const auto* const same = find_by_name(config.nodes, entry.first);
        if (device.source() != DeviceSource::configured) return same != nullptr || !is_allowed(device.config());
        return is_timeout_new || same == nullptr || *same != device.config();
    });
    for (const auto& node : config.nodes)
        add(node, DeviceSource::configured);
    list_changes_.emit();
}

void Devices::set_found(DeviceSource source, const std::vector<NodeConfig>& nodes)
{
    const auto used = allowed(source, nodes);
    std::erase_if(named_, [&](const auto& entry) {
        const auto* const same = find_by_name(used, entry.first);
        return entry.second.device->source() == source && (same == nullptr || *same != entry.second.device->config());
    });
    for (const auto& node : used)
        add(node, source);
    list_changes_.emit();
}

std::vector<NodeConfig> Devices::allowed(DeviceSource source, const std::vector<NodeConfig>& found)
{
    std::vector<NodeConfig> allowed;
    std::vector<std::string> outside;
    for (const auto& node : found) {
        if (!is_allowed(node)) {
            outside.push_back(node.uri.host);
        } else if (allowed.size() < most_found) {
            allowed.push_back(node);
        }
    }
    tell_outside(source, outside);
    return allowed;
}

/// Only when the lines differ from those of the last lookup. The cause is the source: hosts come from the network.
void Devices::tell_outside(DeviceSource source, const std::vector<std::string>& hosts)
{
    LogLines lines;
    for (const auto& host : std::span{hosts}.first(std::min(hosts.size(), most_told)))
        lines.push_back(host + " was found but is not used: it is outside of allow:");
    if (hosts.size() > most_told)
        lines.push_back("also outside of allow: " + counted(hosts.size() - most_told, "other host"));
    const bool is_news = std::exchange(told_[source], lines) != lines;
    if (is_news && !lines.empty()) log_.write_often("found by " + std::string{name_of(source)}, LogLevel::info, lines);
}

Result<std::shared_ptr<Device>> Devices::find(const std::string& name)
{
    if (const auto found = named_.find(name); found != named_.end()) return found->second.device;
    const auto address = parse_address(name);
    if (!address) return fail(Errc::not_found, "there is no device with this name: GET /devices lists them");
    if (!is_allowed(*address)) return fail(Errc::forbidden, "this address is not in the gateway's allow: list");
    return at_address(to_text(*address));
}

std::vector<std::shared_ptr<Device>> Devices::named() const
{
    std::vector<std::shared_ptr<Device>> devices;
    devices.reserve(named_.size());
    for (const auto& [name, entry] : named_)
        devices.push_back(entry.device);
    return devices;
}

void Devices::add(const NodeConfig& config, DeviceSource source)
{
    auto& entry = named_[config.name];
    if (entry.device) return;
    entry.device = std::make_shared<Device>(scheduler_, config, source, timeout_, open_link_(config));
    entry.changes = entry.device->changes().subscribe([this, name = config.name] { note_change(name); });
    entry.device->keep_known();
}

void Devices::note_change(const std::string& name)
{
    changed_ = name;
    changes_.emit();
}

bool Devices::is_allowed(const Peer::Address& address) const
{
    return contains(allow_, address);
}

bool Devices::is_allowed(const NodeConfig& found) const
{
    const auto address = parse_address(found.uri.host);
    return address && is_allowed(*address);
}

std::shared_ptr<Device> Devices::at_address(const std::string& name)
{
    forget_old_addresses();
    auto& entry = addresses_[name];
    entry.used = scheduler_.now();
    if (!entry.device) {
        NodeConfig config;
        config.name = name;
        config.uri.host = name;
        entry.device =
            std::make_shared<Device>(scheduler_, config, DeviceSource::address, timeout_, open_link_(config));
    }
    return entry.device;
}

void Devices::forget_old_addresses()
{
    const auto now = scheduler_.now();
    std::erase_if(addresses_, [&](const auto& entry) { return now - entry.second.used > address_lifetime; });
    if (addresses_.size() < most_addresses) return;
    addresses_.erase(std::min_element(addresses_.begin(), addresses_.end(), [](const auto& one, const auto& other) {
        return one.second.used < other.second.used;
    }));
}

}  // namespace coapnode
