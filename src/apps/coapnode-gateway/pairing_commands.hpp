// SPDX-License-Identifier: MIT
/// What `coapnode-gateway --pair`, `--unpair` and `--paired` do, beside the running service. All return the exit code.
#pragma once

#include "apps/coapnode-gateway/options.hpp"
#include "show/style.hpp"

#include <iosfwd>

namespace coapnode {

/// What standard output is.
ShowStyle stdout_style();

/// Puts a code into the state folder, and prints it: as a QR code, and as an address.
int pair_device(const GatewayOptions& options, std::ostream& out, const ShowStyle& style);

/// The service does not know the token from then on.
int unpair_device(const GatewayOptions& options, std::ostream& out);

int list_paired(const GatewayOptions& options, std::ostream& out, const ShowStyle& style);

}  // namespace coapnode
