// SPDX-License-Identifier: MIT
/// A line of the log that peers can cause any number of: written once a minute, counted where it is left out.
#pragma once

#include "coapnode/loop/scheduler.hpp"

#include <cstdint>

namespace coapnode {

class SeldomLine {
public:
    static constexpr Duration interval = 60s;
    static constexpr const char* note = " (told at most once a minute)";  ///< ends the line

    explicit SeldomLine(const Clock& clock) : clock_{clock} {}

    /// Whether to write it now.
    bool is_due()
    {
        const auto now = clock_.now();
        if (now < next_) {
            ++dropped_;
            return false;
        }
        next_ = now + interval;
        return true;
    }

    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    const Clock& clock_;
    Instant next_{};
    std::uint64_t dropped_ = 0;
};

}  // namespace coapnode
