// SPDX-License-Identifier: MIT
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/core/result.hpp"

namespace coapnode {

/// Checks for options that contradict each other. Errors: bad_value, with a sentence.
Result<void> check_combinations(const Arguments& arguments);

}  // namespace coapnode
