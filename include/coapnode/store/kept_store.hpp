// SPDX-License-Identifier: MIT
/// What outlives a restart besides the history, and where it is kept. src/store writes it to a file.
#pragma once

#include "coapnode/core/result.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace coapnode {

/// A thermostat's target, in thousandths of °C, and the configured one that it replaced.
struct KeptTarget {
    std::int32_t configured{};
    std::int32_t target{};

    bool operator==(const KeptTarget&) const = default;
};

struct KeptValues {
    std::map<std::string, bool> leds;  ///< by name: whether it is on
    std::optional<KeptTarget> thermostat;

    bool operator==(const KeptValues&) const = default;
};

/// The message of an error is one clause that names the place and what to do.
class KeptStore {
public:
    virtual ~KeptStore() = default;

    /// What was saved last; nothing where nothing was. Errors: damaged, when it is lost; any other: it may be readable
    /// later.
    [[nodiscard]] virtual Result<KeptValues> load() = 0;

    /// Over what cannot be read it saves nothing. All or nothing, also when the power fails meanwhile: the next load()
    /// is these values, or those of before.
    [[nodiscard]] virtual Result<void> save(const KeptValues& values) = 0;
};

}  // namespace coapnode
