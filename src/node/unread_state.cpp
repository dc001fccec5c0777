// SPDX-License-Identifier: MIT
#include "node/unread_state.hpp"

namespace coapnode {

void UnreadState::begin_with(const KeptValues& values)
{
    beginning_.leds.insert(values.leds.begin(), values.leds.end());
    if (!told_thermostat_) beginning_.thermostat = values.thermostat;
}

void UnreadState::note(const KeptValues& values)
{
    for (const auto& [name, on] : values.leds) {
        const auto began = beginning_.leds.find(name);
        if (began != beginning_.leds.end() && began->second != on) told_leds_.insert(name);
    }
    if (values.thermostat != beginning_.thermostat) told_thermostat_ = true;
}

KeptValues UnreadState::joined(KeptValues values) const
{
    if (!kept_) return values;
    for (auto& [name, on] : values.leds) {
        const auto kept = kept_->leds.find(name);
        if (kept != kept_->leds.end() && !told_leds_.contains(name)) on = kept->second;
    }
    if (!told_thermostat_ && kept_->thermostat) values.thermostat = kept_->thermostat;
    return values;
}

}  // namespace coapnode
