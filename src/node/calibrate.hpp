// SPDX-License-Identifier: MIT
/// Applies the calibration from the configuration to a chip's values.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "coapnode/core/units.hpp"

namespace coapnode {

/// value * slope + offset, or interpolation between points. The result is limited to the bounds of the quantity's row,
/// so that it is physically possible. Quantities that the chip did not measure stay absent.
Reading calibrated(const Reading& reading, const Calibration& calibration);

}  // namespace coapnode
