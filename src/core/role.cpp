// SPDX-License-Identifier: MIT
#include "coapnode/core/role.hpp"

namespace coapnode {

std::string_view role_name(Role role)
{
    switch (role) {
    case Role::none:
        return "none";
    case Role::read:
        return "read";
    case Role::control:
        return "control";
    case Role::admin:
        return "admin";
    }
    return "";
}

std::optional<Role> role_named(std::string_view name)
{
    for (const auto role : {Role::none, Role::read, Role::control, Role::admin}) {
        if (role_name(role) == name) return role;
    }
    return std::nullopt;
}

}  // namespace coapnode
