// SPDX-License-Identifier: MIT
#include "gateway/traffic_counts.hpp"

namespace coapnode {

TrafficCounts::TrafficCounts(Devices& devices)
    : devices_{devices}, list_changes_{devices.list_changes().subscribe([this] { forget_gone(); })}
{
}

void TrafficCounts::note(const std::string& device, std::uint16_t status, Duration took)
{
    if (!is_counted(device)) return;
    ++requests_[{device, status}];
    latencies_[device].observe(took);
}

bool TrafficCounts::is_counted(const std::string& device) const
{
    return device == by_address || devices_.has(device);
}

void TrafficCounts::forget_gone()
{
    std::erase_if(requests_, [this](const auto& row) { return !is_counted(row.first.first); });
    std::erase_if(latencies_, [this](const auto& row) { return !is_counted(row.first); });
}

}  // namespace coapnode
