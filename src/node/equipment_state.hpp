// SPDX-License-Identifier: MIT
/// What is kept of the equipment over a restart: the LEDs to restore, and the target of the thermostat.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/equipment.hpp"

#include <vector>

namespace coapnode {

/// Whether there is anything to keep. A node with nothing to keep removes the saved state.
bool keeps_state(const Config& config);

/// An LED in a pattern is kept as the pattern will leave it.
KeptValues kept_values(const Equipment& equipment);

/// Emitted when kept_values() may have changed.
std::vector<ChangeSignal*> kept_signals(const Equipment& equipment);

}  // namespace coapnode
