// SPDX-License-Identifier: MIT
/// The owner's offsets, added to what a chip measured.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/units.hpp"

namespace coapnode {

/// Within the bounds of each quantity's row: an offset must not make a value that no air has. Quantities the chip did
/// not measure stay absent.
Reading calibrated(const Reading& reading, const Calibration& calibration);

}  // namespace coapnode
