// SPDX-License-Identifier: MIT
/// What the gateway takes from its machine.
#pragma once

#include "coapnode/core/result.hpp"

#include <filesystem>
#include <string>

namespace coapnode {

/// As many descriptors as the system allows: HTTP clients get those from 1024 up, so that DTLS has the others.
void allow_many_descriptors();

/// A certificate or key, whole. Errors: bad_input, with a sentence.
Result<std::string> read_machine_file(const std::filesystem::path& file);

}  // namespace coapnode
