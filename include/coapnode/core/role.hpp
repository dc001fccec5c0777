// SPDX-License-Identifier: MIT
/// What a client may do. Roles are ordered: each may do what the smaller ones may.
#pragma once

#include <cstdint>

namespace coapnode {

enum class Role : std::uint8_t { none, read, control, admin };

}  // namespace coapnode
