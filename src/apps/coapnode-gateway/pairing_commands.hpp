// SPDX-License-Identifier: MIT
/// `coapnode-gateway --pair`, `--unpair` and `--paired`. The service may be running. All return the exit code.
#pragma once

#include "apps/coapnode-gateway/options.hpp"
#include "show/style.hpp"

#include <iosfwd>

namespace coapnode {

/// Stores a new code and prints it as a QR code and as an address.
int pair_device(const GatewayOptions& options, std::ostream& out, const ShowStyle& style);

/// Removes the token; the service then refuses it.
int unpair_device(const GatewayOptions& options, std::ostream& out);

int list_paired(const GatewayOptions& options, std::ostream& out, const ShowStyle& style);

}  // namespace coapnode
