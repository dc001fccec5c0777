// SPDX-License-Identifier: MIT
/// Whether the files of tls: can be used: they are there, can be read, and hold what they should.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <filesystem>

namespace coapnode {

inline constexpr std::size_t max_pem_file_size = 262'144;

/// Errors: bad_value; the messages name the file.
Result<void> check_certificate_file(const std::filesystem::path& file);

/// Refuses besides a file that users outside its owner and group may touch, and a key with a passphrase.
Result<void> check_tls_key_file(const std::filesystem::path& file);

}  // namespace coapnode
