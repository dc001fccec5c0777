// SPDX-License-Identifier: MIT
/// The clock of timers, for libraries that ask for the time through a function without an argument. Everybody else is
/// handed a Clock.
#pragma once

#include "coapnode/core/time.hpp"

namespace coapnode {

/// What EventLoop::now() says. Defined in src/loop/monotonic.cpp.
[[nodiscard]] Instant monotonic_now() noexcept;

/// The same as of the kernel's last tick, so some milliseconds late, for whoever asks several times a request: a
/// reading costs 6 ns, one of the exact clock 30.
[[nodiscard]] Instant coarse_monotonic_now() noexcept;

}  // namespace coapnode
