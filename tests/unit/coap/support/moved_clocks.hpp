// SPDX-License-Identifier: MIT
/// The kernel's clocks as this test program sees them, libraries included: a test sets the wall clock, and lets time
/// pass for libcoap without waiting.
#pragma once

#include "coapnode/core/time.hpp"

namespace coapnode {

struct MovedClocks {
    MovedClocks() = default;
    ~MovedClocks();  ///< puts them right
    MovedClocks(const MovedClocks&) = delete;
    MovedClocks& operator=(const MovedClocks&) = delete;

    void step_wall_clock(Duration step);
    /// Both clocks go on by so much.
    void pass(Duration duration);
};

}  // namespace coapnode
