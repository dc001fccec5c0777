// SPDX-License-Identifier: MIT
#pragma once

#include "apps/coapnode/arguments.hpp"
#include "coapnode/core/result.hpp"

namespace coapnode {

/// What options say together that makes no sense. Errors: bad_value, with a sentence.
Result<void> check_combinations(const Arguments& arguments);

}  // namespace coapnode
