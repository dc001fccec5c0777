// SPDX-License-Identifier: MIT
/// The state of the equipment that survives a restart: the LEDs to restore, and the target of the thermostat.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/equipment.hpp"

#include <vector>

namespace coapnode {

/// Whether there is anything to keep. A node with nothing to keep removes the saved state.
bool keeps_state(const Config& config);

/// The values to keep. For an LED in a pattern it is the state after the pattern.
KeptValues kept_values(const Equipment& equipment);

/// Emitted when kept_values() may have changed.
std::vector<ChangeSignal*> kept_signals(const Equipment& equipment);

}  // namespace coapnode
