// SPDX-License-Identifier: MIT
/// Checks the files of tls: they exist, are readable, and hold a certificate or key.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstddef>
#include <filesystem>

namespace coapnode {

inline constexpr std::size_t max_pem_file_size = 262'144;

/// Errors: bad_value; the messages name the file.
Result<void> check_certificate_file(const std::filesystem::path& file);

/// Also refuses a file that users other than its owner and group may access, and a key with a passphrase.
Result<void> check_tls_key_file(const std::filesystem::path& file);

}  // namespace coapnode
