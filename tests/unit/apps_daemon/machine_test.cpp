// SPDX-License-Identifier: MIT
#include "apps/daemon/machine.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace coapnode;

TEST_CASE("the state folder is the first that systemd made, else the usual one")
{
    struct Row {
        const char* given;
        std::string folder;
    };
    const Row rows[] = {
        {"", "/var/lib/usual"},
        {"/run/one", "/run/one"},
        {"/run/one:/run/two", "/run/one"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.given);
        ::setenv("STATE_DIRECTORY", row.given, 1);
        CHECK(state_directory("/var/lib/usual") == row.folder);
    }
    ::unsetenv("STATE_DIRECTORY");
    CHECK(state_directory("/var/lib/usual") == "/var/lib/usual");
}
