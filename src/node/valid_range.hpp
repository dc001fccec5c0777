// SPDX-License-Identifier: MIT
/// Checks values against the configured limits of a sensor.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

namespace coapnode {

/// Errors: not_believed for the first value outside, with the value and the limit. Both ends are valid.
Result<void> check_valid(const Reading& reading, const ByQuantity<std::optional<ValidRange>>& valid);

}  // namespace coapnode
