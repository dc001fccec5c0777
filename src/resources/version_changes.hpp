// SPDX-License-Identifier: MIT
/// Emits the changes that a resource shows, out of all changes of its source. Example: a sampler reports every attempt,
/// but a failed one leaves the reading as it was while the last sample is fresh.
#pragma once

#include "coapnode/core/change_signal.hpp"

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace coapnode {

class VersionChanges {
public:
    /// `version` differs whenever what is shown does.
    explicit VersionChanges(std::function<std::uint64_t()> version) : version_{std::move(version)}, told_{version_()} {}
    VersionChanges(const VersionChanges&) = delete;
    VersionChanges& operator=(const VersionChanges&) = delete;

    void follow(ChangeSignal& source)
    {
        sources_.push_back(source.subscribe([this] { emit_if_changed(); }));
    }

    [[nodiscard]] ChangeSignal& signal() { return signal_; }

private:
    void emit_if_changed()
    {
        const auto now = version_();
        if (std::exchange(told_, now) != now) signal_.emit();
    }

    std::function<std::uint64_t()> version_;
    std::uint64_t told_;
    ChangeSignal signal_;
    std::vector<Subscription> sources_;
};

}  // namespace coapnode
