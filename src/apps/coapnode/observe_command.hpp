// SPDX-License-Identifier: MIT
/// coapnode observe: prints a line for each state of one or several resources, until --count is reached or it is
/// interrupted.
#pragma once

#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

/// Returns the exit code.
int run_observe(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);

}  // namespace coapnode
