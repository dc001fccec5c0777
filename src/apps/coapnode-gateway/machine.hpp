// SPDX-License-Identifier: MIT
/// What the gateway takes from its machine.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// As many descriptors as the system allows: HTTP clients get those from 1024 up, so that DTLS has the others.
void allow_many_descriptors();

/// The first of what systemd made for the service (systemd.exec(5), StateDirectory=), else its usual place.
std::filesystem::path state_directory();

/// The address that this machine has on its way to others; nullopt: it has none.
std::optional<Peer::Address> own_address();

/// Whether somebody listens there.
bool is_listened_to(const Listen& listen);

/// A certificate or key, whole. Errors: bad_input, with a sentence.
Result<std::string> read_machine_file(const std::filesystem::path& file);

}  // namespace coapnode
