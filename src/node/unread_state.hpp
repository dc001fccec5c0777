// SPDX-License-Identifier: MIT
/// Merges a saved state that could not be read at the start with the current one, once it can be read. Pure.
#pragma once

#include "coapnode/store/kept_store.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace coapnode {

class UnreadState {
public:
    /// The state at the start; also called for new equipment after a reload.
    void begin_with(const KeptValues& values);

    /// Notes which values differ from the start. A changed value counts from now on, even if it changes back.
    void note(const KeptValues& values);

    void found(KeptValues kept) { kept_ = std::move(kept); }
    [[nodiscard]] bool is_found() const { return kept_.has_value(); }

    /// `values`, with unchanged ones replaced by the saved ones.
    [[nodiscard]] KeptValues joined(KeptValues values) const;

private:
    KeptValues beginning_;
    std::set<std::string> told_leds_;
    bool told_thermostat_ = false;
    std::optional<KeptValues> kept_;
};

}  // namespace coapnode
