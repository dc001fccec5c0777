// SPDX-License-Identifier: MIT
/// What happens to pairing codes and paired tokens: pure functions of what is stored.
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <cstddef>
#include <string_view>

namespace coapnode {

inline constexpr std::size_t most_pairing_codes = 16;
inline constexpr std::size_t most_paired_tokens = 256;
inline constexpr Duration pairing_code_lifetime = 10min;

/// By the monotonic clock, so that it does not matter when the wall clock is set meanwhile.
[[nodiscard]] bool is_valid(const PairingCode& code, Instant now);

/// nullptr: there is none. It may be no longer valid. How long it takes says nothing of how much is right.
[[nodiscard]] const PairingCode* find_code(const Pairings& pairings, std::string_view code);

[[nodiscard]] bool is_paired(const Pairings& pairings, std::string_view name);

/// Takes the place of an earlier code for the same name; codes that are no longer valid go. Errors: bad_input, where
/// somebody is paired by that name; busy, where there are most_pairing_codes of others, or most_paired_tokens.
[[nodiscard]] Result<void> add_code(Pairings& pairings, PairingCode code, Instant now);

/// The code becomes the token, and is gone. Errors: refused, where it is no longer there or valid, or somebody is
/// paired by its name; busy, where there are most_paired_tokens.
[[nodiscard]] Result<void> exchange_code(Pairings& pairings, const PairingCode& code, const PairedToken& token,
                                         Instant now);

/// Token and code. Whether there was one of them.
[[nodiscard]] bool remove_pairing(Pairings& pairings, std::string_view name);

}  // namespace coapnode
