// SPDX-License-Identifier: MIT
/// Operations on pairing codes and paired tokens: pure functions of the stored data.
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <cstddef>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t most_pairing_codes = 16;
inline constexpr std::size_t most_paired_tokens = 256;
inline constexpr Duration pairing_code_lifetime = 10min;

/// Measured by the monotonic clock, so setting the wall clock does not matter.
[[nodiscard]] bool is_valid(const PairingCode& code, Instant now);

/// nullptr when there is none. The code may have expired. The time of the search does not reveal how much of a code is
/// right.
[[nodiscard]] const PairingCode* find_code(const Pairings& pairings, std::string_view code);

[[nodiscard]] bool is_paired(const Pairings& pairings, std::string_view name);

/// Adds a code. It replaces an earlier code for the same name and removes expired ones. Errors: bad_input, when the
/// name is already paired; busy, at most_pairing_codes or most_paired_tokens.
[[nodiscard]] Result<void> add_code(Pairings& pairings, PairingCode code, Instant now);

/// Replaces the code by the token. Errors: refused, when the code is gone or expired, or its name is already paired;
/// busy, at most_paired_tokens.
[[nodiscard]] Result<void> exchange_code(Pairings& pairings, const PairingCode& code, const PairedToken& token,
                                         Instant now);

/// Removes token and code of the name. Returns whether there was one.
[[nodiscard]] bool remove_pairing(Pairings& pairings, std::string_view name);

}  // namespace coapnode
