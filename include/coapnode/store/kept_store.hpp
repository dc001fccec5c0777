// SPDX-License-Identifier: MIT
/// Stores the values that survive a restart, besides the history. src/store implements it with a file.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace coapnode {

/// A thermostat's target and the configured target that it replaced, in thousandths of °C.
struct KeptTarget {
    std::int32_t configured{};
    std::int32_t target{};

    bool operator==(const KeptTarget&) const = default;
};

struct KeptValues {
    std::map<std::string, bool> leds;  ///< by name; true: on
    std::optional<KeptTarget> thermostat;

    bool operator==(const KeptValues&) const = default;
};

/// The message of an error is one clause that names the place and what to do.
class KeptStore {
public:
    virtual ~KeptStore() = default;

    /// The values saved last; empty when nothing was saved. Errors: damaged (the values are lost); after any other
    /// error they may be readable later.
    [[nodiscard]] virtual Result<KeptValues> load() = 0;

    /// Saves atomically, also when the power fails: the next load() returns either the new values or the old ones. Does
    /// not replace a file that cannot be read. Errors: not_stored.
    [[nodiscard]] virtual Result<void> save(const KeptValues& values) = 0;
};

}  // namespace coapnode
