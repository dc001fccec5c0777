// SPDX-License-Identifier: MIT
/// Codes that a device may exchange for a token, and the tokens that were made so, and where they are kept. Of both
/// only a digest is kept. src/store writes them to a file, which the service and the command of its owner share.
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

struct PairingCode {
    std::string name;  ///< that its token gets
    Role role = Role::read;
    Digest code{};
    Instant made_at{};  ///< of the monotonic clock, which all processes have in common until the machine starts again

    bool operator==(const PairingCode&) const = default;
};

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

    /// Another number whenever something else is stored, also by another process. Costs little.
    [[nodiscard]] virtual std::uint64_t revision() = 0;

    /// Nothing where nothing was stored. Errors: damaged, not_stored.
    [[nodiscard]] virtual Result<Pairings> load() = 0;

    /// Returns an error where nothing is to be changed.
    using Change = std::function<Result<void>(Pairings&)>;

    /// Stores what `change` makes of what is stored; nobody else changes it meanwhile. All or nothing, also when the
    /// power fails. What cannot be read is not replaced. Errors: busy, where another process is at it; those of load()
    /// and of `change`; not_stored.
    [[nodiscard]] virtual Result<void> change(const Change& change) = 0;
};

}  // namespace coapnode
