// SPDX-License-Identifier: MIT
/// coapnode discover: the nodes that answer a multicast, the links of one node, or what a resource directory knows.
#pragma once

#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

/// Returns the exit code.
int run_discover(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);

}  // namespace coapnode
