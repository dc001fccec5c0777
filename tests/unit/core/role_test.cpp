// SPDX-License-Identifier: MIT
#include "coapnode/core/role.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a role is found by its name")
{
    for (const auto role : {Role::none, Role::read, Role::control, Role::admin}) {
        CAPTURE(role_name(role));
        CHECK(role_named(role_name(role)) == role);
    }
    CHECK(role_name(Role::control) == "control");
    CHECK_FALSE(role_named("Read"));
    CHECK_FALSE(role_named(""));
}
