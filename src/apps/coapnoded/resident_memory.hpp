// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace coapnode {

/// The memory that this process occupies, in bytes (proc(5), statm); 0 where /proc does not say.
std::uint64_t resident_memory();

}  // namespace coapnode
