// SPDX-License-Identifier: MIT
#include "node/equipment_state.hpp"

#include <algorithm>

namespace coapnode {

namespace {

bool is_kept(const LedConfig& led)
{
    return led.initial == InitialState::restore;
}

/// A thermostat's output always starts in its safe state.
bool is_kept(const FittedLed& fitted, const Equipment& equipment)
{
    const bool is_output = equipment.thermostat && equipment.thermostat->drives(*fitted.led);
    return is_kept(fitted.config) && !is_output;
}

}  // namespace

bool keeps_state(const Config& config)
{
    return config.thermostat ||
           std::any_of(config.leds.begin(), config.leds.end(), [](const LedConfig& led) { return is_kept(led); });
}

KeptValues kept_values(const Equipment& equipment)
{
    KeptValues values;
    for (const auto& fitted : equipment.leds)
        if (is_kept(fitted, equipment)) values.leds[fitted.config.name] = ends_on(fitted.led->pattern());
    // A target that no client has set is not kept: the configuration has it.
    const auto& thermostat = equipment.thermostat;
    if (thermostat && thermostat->target() != thermostat->config().target) values.thermostat = thermostat->kept();
    return values;
}

std::vector<ChangeSignal*> kept_signals(const Equipment& equipment)
{
    std::vector<ChangeSignal*> signals;
    for (const auto& fitted : equipment.leds)
        if (is_kept(fitted, equipment)) signals.push_back(&fitted.led->changes());
    if (equipment.thermostat) signals.push_back(&equipment.thermostat->changes());
    return signals;
}

}  // namespace coapnode
