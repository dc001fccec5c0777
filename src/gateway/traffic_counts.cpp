// SPDX-License-Identifier: MIT
#include "gateway/traffic_counts.hpp"

namespace coapnode {

TrafficCounts::TrafficCounts(Devices& devices)
    : devices_{devices}, list_changes_{devices.list_changes().subscribe([this] { forget_gone(); })}
{
}

void TrafficCounts::note(const Device& device, std::uint16_t status, Duration took)
{
    const bool is_by_address = device.source() == DeviceSource::address;
    const auto name = is_by_address ? std::string_view{by_address} : device.name();
    auto row = rows_.find(name);
    if (row == rows_.end()) {
        const std::string own{name};
        if (!is_counted(own)) return;
        row = rows_.try_emplace(own).first;
    }
    ++row->second.requests[status];
    row->second.latencies.observe(took);
}

bool TrafficCounts::is_counted(const std::string& device) const
{
    return device == by_address || devices_.has(device);
}

void TrafficCounts::forget_gone()
{
    std::erase_if(rows_, [this](const auto& row) { return !is_counted(row.first); });
}

}  // namespace coapnode
