// SPDX-License-Identifier: MIT
/// coapnode ping: checks whether a node answers an empty message (RFC 7252 section 4.3), with coaps after a handshake.
#pragma once

#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

namespace coapnode {

/// Returns the exit code.
int run_ping(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);

}  // namespace coapnode
