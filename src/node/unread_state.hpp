// SPDX-License-Identifier: MIT
/// The saved state that could not be read at the start, until it can be read: which values still hold then. Pure.
#pragma once

#include "coapnode/store/kept_store.hpp"

#include <optional>
#include <set>
#include <string>
#include <utility>

namespace coapnode {

class UnreadState {
public:
    /// What there is instead; what is new after a reload, too.
    void begin_with(const KeptValues& values);

    /// A value that differs from the start was changed by somebody. It counts from now on, even if it changes back.
    void note(const KeptValues& values);

    void found(KeptValues kept) { kept_ = std::move(kept); }
    [[nodiscard]] bool is_found() const { return kept_.has_value(); }

    /// `values`, with those that nobody changed replaced by the saved ones.
    [[nodiscard]] KeptValues joined(KeptValues values) const;

private:
    KeptValues beginning_;
    std::set<std::string> told_leds_;
    bool told_thermostat_ = false;
    std::optional<KeptValues> kept_;
};

}  // namespace coapnode
