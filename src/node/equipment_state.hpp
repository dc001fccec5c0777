// SPDX-License-Identifier: MIT
/// What of the equipment outlives a restart: the LEDs that are to be restored, and the thermostat's target.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/store/kept_store.hpp"
#include "node/equipment.hpp"

#include <vector>

namespace coapnode {

/// Whether there is anything to keep. A node where there is not removes what was kept before.
bool keeps_state(const Config& config);

/// An LED in the midst of a pattern is kept as the pattern will leave it.
KeptValues kept_values(const Equipment& equipment);

/// Emitted when kept_values() may have changed.
std::vector<ChangeSignal*> kept_signals(const Equipment& equipment);

}  // namespace coapnode
