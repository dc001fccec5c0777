// SPDX-License-Identifier: MIT
/// What the gateway needs from its machine.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/peer.hpp"
#include "coapnode/core/result.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace coapnode {

/// Raises the limit of descriptors as far as allowed: HTTP clients get those from 1024 up, so that DTLS has the others.
void allow_many_descriptors();

/// This machine's address for other machines; nullopt when it has none.
std::optional<Peer::Address> own_address();

/// Whether a program listens there.
bool is_listened_to(const Listen& listen);

/// Reads a certificate or key. Errors: bad_input, with a sentence.
Result<std::string> read_machine_file(const std::filesystem::path& file);

}  // namespace coapnode
