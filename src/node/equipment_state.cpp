// SPDX-License-Identifier: MIT
#include "node/equipment_state.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_kept(const LedConfig& led)
{
    return led.initial == InitialState::restore;
}

}  // namespace

bool keeps_state(const Config& config)
{
    return config.thermostat || std::any_of(config.leds.begin(), config.leds.end(), is_kept);
}

KeptValues kept_values(const Equipment& equipment)
{
    KeptValues values;
    for (const auto& fitted : equipment.leds)
        if (is_kept(fitted.config)) values.leds[fitted.config.name] = ends_on(fitted.led->pattern());
    // A target that nobody has set needs no file: the configuration has it.
    const auto& thermostat = equipment.thermostat;
    if (thermostat && thermostat->target() != thermostat->config().target) values.thermostat = thermostat->kept();
    return values;
}

std::vector<ChangeSignal*> kept_signals(const Equipment& equipment)
{
    std::vector<ChangeSignal*> signals;
    for (const auto& fitted : equipment.leds)
        if (is_kept(fitted.config)) signals.push_back(&fitted.led->changes());
    if (equipment.thermostat) signals.push_back(&equipment.thermostat->changes());
    return signals;
}

}  // namespace coapnode
