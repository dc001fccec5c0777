// SPDX-License-Identifier: MIT
#include "gateway/access/roles.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

using Path = std::vector<std::string>;

}  // namespace

TEST_CASE("what a request to a node needs")
{
    struct Row {
        std::string method;
        Path path;
        bool is_config;
        Role role;
    };
    const std::vector<Row> rows{
        {"GET", {"temperature"}, false, Role::read},
        {"HEAD", {"temperature"}, false, Role::read},
        {"GET", {}, false, Role::read},
        {"PUT", {"leds", "led"}, false, Role::control},
        {"POST", {"leds", "led"}, false, Role::control},
        {"DELETE", {"leds", "led"}, false, Role::control},
        {"PATCH", {"leds", "led"}, false, Role::control},
        {"PROPFIND", {"leds", "led"}, false, Role::control},
        {"get", {"temperature"}, false, Role::control},
        {"OPTIONS", {"leds", "led"}, false, Role::none},
        {"OPTIONS", {"config"}, false, Role::none},
        {"GET", {"config"}, false, Role::admin},
        {"HEAD", {"config"}, false, Role::admin},
        {"PUT", {"config"}, false, Role::admin},
        {"GET", {"config", "sensors"}, false, Role::admin},
        {"GET", {"config", ""}, false, Role::admin},
        {"GET", {"settings"}, true, Role::admin},
        {"PUT", {"settings"}, true, Role::admin},
        // As a server sees them that joins the segments before it looks.
        {"GET", {"", "config"}, false, Role::admin},
        {"GET", {"config/sensors"}, false, Role::admin},
        {"GET", {"/config"}, false, Role::admin},
        {"GET", {"/", "", "config"}, false, Role::admin},
        {"GET", {"configuration"}, false, Role::read},
        {"GET", {"sensors", "config"}, false, Role::read},
        {"GET", {"Config"}, false, Role::read},
        {"GET", {"", ""}, false, Role::read},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.path.size());
        CHECK(role_needed(row.method, row.path, row.is_config) == row.role);
    }
}

TEST_CASE("what the gateway's own URLs need")
{
    struct Row {
        std::string method;
        std::string path;
        bool is_page;
        Role role;
    };
    const std::vector<Row> rows{
        {"GET", "/healthz", false, Role::none},
        {"HEAD", "/healthz", false, Role::none},
        {"GET", "/session", false, Role::none},
        {"POST", "/pair", false, Role::none},
        {"GET", "/", true, Role::none},
        {"GET", "/main.js", true, Role::none},
        {"GET", "/devices", false, Role::read},
        {"GET", "/events", false, Role::read},
        {"GET", "/metrics", false, Role::read},
        {"GET", "/unknown", false, Role::read},
        {"GET", "/pair", false, Role::read},
        {"OPTIONS", "/devices", false, Role::none},
        {"POST", "/healthz", false, Role::control},
        {"DELETE", "/", true, Role::control},
        {"POST", "/pair/x", false, Role::control},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method + ' ' + row.path);
        CHECK(role_needed_for_own(row.method, row.path, row.is_page) == row.role);
    }
}

TEST_CASE("a caller gets what its role allows")
{
    struct Row {
        Caller caller;
        Role needed;
        std::uint16_t status;  ///< 0: it may
    };
    const std::vector<Row> rows{
        {{Role::none}, Role::none, 0},
        {{Role::none}, Role::read, 401},
        {{Role::read}, Role::read, 0},
        {{Role::read}, Role::control, 401},
        {{Role::read}, Role::admin, 401},
        {{Role::read, "panel"}, Role::read, 0},
        {{Role::read, "panel"}, Role::control, 403},
        {{Role::control, "phone"}, Role::control, 0},
        {{Role::control, "phone"}, Role::admin, 403},
        {{Role::admin, "me"}, Role::admin, 0},
        {{Role::admin, "me"}, Role::read, 0},
    };
    for (const auto& row : rows) {
        CAPTURE(role_name(row.caller.role));
        CAPTURE(role_name(row.needed));
        const auto refusal = refusal_of(row.caller, row.needed);
        CHECK((refusal ? refusal->status : 0) == row.status);
        if (refusal) {
            const bool has_challenge = find_field(refusal->fields, "www-authenticate") != nullptr;
            CHECK(has_challenge == (row.status == 401));
        }
    }
}
