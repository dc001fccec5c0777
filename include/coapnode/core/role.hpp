// SPDX-License-Identifier: MIT
/// The roles of clients, in ascending order. Each role includes the ones before it.
#pragma once

#include <cstdint>

namespace coapnode {

enum class Role : std::uint8_t { none, read, control, admin };

}  // namespace coapnode
