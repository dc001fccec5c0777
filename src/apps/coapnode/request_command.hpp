// SPDX-License-Identifier: MIT
/// coapnode get, put, post and delete; and discover with a URI, which reads the links of one node.
#pragma once

#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

/// Returns the exit code.
int run_request(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);

}  // namespace coapnode
