// SPDX-License-Identifier: MIT
/// The roles of clients, in ascending order. Each role includes the ones before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace coapnode {

enum class Role : std::uint8_t { none, read, control, admin };

/// As configurations, commands and answers spell it: "control".
std::string_view role_name(Role role);

/// nullopt when no role has this name.
std::optional<Role> role_named(std::string_view name);

}  // namespace coapnode
