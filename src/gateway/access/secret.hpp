// SPDX-License-Identifier: MIT
/// Creates the gateway's codes and tokens, and recognises them by their digests.
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t pairing_code_bytes = 16;  ///< 128 bits: 22 characters
inline constexpr std::size_t paired_token_bytes = 24;  ///< 192 bits: 32 characters

/// So many random bytes in base64url without padding (RFC 4648 section 5). nullopt: the system has none to give.
std::optional<std::string> random_secret(std::size_t bytes);

Digest digest_of(std::string_view secret);

/// Compares in constant time.
bool is_same(const Digest& one, const Digest& other);

}  // namespace coapnode
