// SPDX-License-Identifier: MIT
/// The owner's corrections of what a chip measured.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "coapnode/core/units.hpp"

namespace coapnode {

/// value * slope + offset, or what the points say. Within the bounds of each quantity's row: a correction must not make
/// a value that no air has. Quantities the chip did not measure stay absent.
Reading calibrated(const Reading& reading, const Calibration& calibration);

}  // namespace coapnode
