// SPDX-License-Identifier: MIT
/// What was kept and could not be read at the start, until it can be: which of it still holds then. Pure.
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

    /// What is another than in the beginning has been told so, and counts from now on, also when it comes back to that.
    void note(const KeptValues& values);

    void found(KeptValues kept) { kept_ = std::move(kept); }
    [[nodiscard]] bool is_found() const { return kept_.has_value(); }

    /// `values`, but for those that were told nothing: they are as they were kept.
    [[nodiscard]] KeptValues joined(KeptValues values) const;

private:
    KeptValues beginning_;
    std::set<std::string> told_leds_;
    bool told_thermostat_ = false;
    std::optional<KeptValues> kept_;
};

}  // namespace coapnode
