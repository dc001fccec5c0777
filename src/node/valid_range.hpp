// SPDX-License-Identifier: MIT
/// The limits that the owner of a sensor believes its values within.
#pragma once

#include "coapnode/config/refinement.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/core/units.hpp"

namespace coapnode {

/// Errors: not_believed for the first value outside, with the value and the limit. Both ends are within.
Result<void> check_valid(const Reading& reading, const ByQuantity<std::optional<ValidRange>>& valid);

}  // namespace coapnode
