// SPDX-License-Identifier: MIT
/// coapnode doctor: finds out why a node cannot be used. It checks from the name to the clock, up to the first failure,
/// and prints how to fix it.
#pragma once

#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

/// Returns the exit code.
int run_doctor(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);

}  // namespace coapnode
