// SPDX-License-Identifier: MIT
/// Random bytes for keys, tokens and codes, from the kernel (getrandom(2)).
#pragma once

#include "coapnode/core/bytes.hpp"

namespace coapnode {

/// Fills `bytes` with random bytes. Waits until the kernel's generator is ready after boot. Returns false when the
/// kernel gives none; `bytes` must not be used then.
[[nodiscard]] bool fill_with_random(MutableBytes bytes);

}  // namespace coapnode
