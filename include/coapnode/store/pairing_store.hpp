// SPDX-License-Identifier: MIT
/// Stores pairing codes, which a device may exchange for a token, and the tokens that were issued so. Only digests are
/// stored. src/store implements it with a file that the service and the owner's commands share.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/role.hpp"
#include "coapnode/core/time.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coapnode {

/// SHA-256 of a code or of a token.
using Digest = std::array<std::uint8_t, 32>;

/// A code that waits for its device.
struct PairingCode {
    std::string name;  ///< the name of its token
    Role role = Role::read;
    Digest code{};
    Instant made_at{};  ///< monotonic clock, the same for all processes until the next boot

    bool operator==(const PairingCode&) const = default;
};

/// A token that a device got for a code.
struct PairedToken {
    std::string name;
    Role role = Role::read;
    Digest token{};
    WallTime paired_at{};

    bool operator==(const PairedToken&) const = default;
};

struct Pairings {
    std::vector<PairingCode> codes{};
    std::vector<PairedToken> tokens{};

    bool operator==(const Pairings&) const = default;
};

/// The message of an error is one clause that names the place and what to do.
class PairingStore {
public:
    virtual ~PairingStore() = default;

    /// A number that changes whenever the stored data changes, also by another process. Cheap.
    [[nodiscard]] virtual std::uint64_t revision() = 0;

    /// The stored data; empty when nothing was stored. Errors: damaged, not_stored.
    [[nodiscard]] virtual Result<Pairings> load() = 0;

    /// Edits the data. An error leaves the stored data unchanged.
    using Change = std::function<Result<void>(Pairings&)>;

    /// Loads the data, applies `change` and stores the result, under a lock against other processes. Atomic, also when
    /// the power fails. Unreadable data is not replaced. Errors: busy (another process holds the lock), those of load()
    /// and of `change`, not_stored.
    [[nodiscard]] virtual Result<void> change(const Change& change) = 0;
};

}  // namespace coapnode
