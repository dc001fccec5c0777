// SPDX-License-Identifier: MIT
#include "http/target.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode::http;

TEST_CASE("a target is split before anything is decoded")
{
    struct Row {
        std::string method;
        std::string raw;
        std::optional<Target> target;
    };
    const std::vector<Row> rows{
        {"GET", "/", Target{"/", "", {}}},
        {"GET", "/a?b", Target{"/a", "b", {}}},
        {"GET", "/a?", Target{"/a", "", {}}},
        {"GET", "/a?b?c", Target{"/a", "b?c", {}}},
        {"GET", "//a", Target{"//a", "", {}}},
        {"GET", "/a%2Fb%00?%3F+", Target{"/a%2Fb%00", "%3F+", {}}},
        {"GET", "/http://x/", Target{"/http://x/", "", {}}},
        {"GET", "http://h", Target{"/", "", "h"}},
        {"GET", "http://h?q", Target{"/", "q", "h"}},
        {"GET", "hTTps://[::1]:80/a?q", Target{"/a", "q", "[::1]:80"}},
        {"OPTIONS", "*", Target{"*", "", {}}},
        {"OPTIONS", "/a", Target{"/a", "", {}}},
        {"GET", "*", {}},
        {"GET", "", {}},
        {"GET", "?q", {}},
        {"GET", "a", {}},
        {"GET", "http://", {}},
        {"GET", "http:///a", {}},
        {"GET", "http://user@h/a", {}},
        {"GET", "http://h\\a", {}},
        {"GET", "ftp://h/a", {}},
        {"GET", "http:/a", {}},
        {"GET", "/a b", {}},
        {"GET", "/a\tb", {}},
        {"GET", "/a#b", {}},
        {"GET", "/\x7f", {}},
        {"GET", "/\x80", {}},
        {"CONNECT", "h:443", {}},
        {"CONNECT", "/a", {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.method);
        CAPTURE(row.raw);
        CHECK(split_target(row.method, row.raw) == row.target);
    }
}

TEST_CASE("what can be a Host")
{
    for (const auto* const text : {"", "pi", "pi.local:8080", "192.0.2.1", "[fd00::1]:80", "[fe80::1%25eth0]", "a_b"})
        CHECK(is_authority(text));
    for (const auto* const text : {"a b", "a,b", "a/b", "a@b", "a?b", "a#b", "\xc3\xa4", "a\"", "a\\b", "a<b"})
        CHECK_FALSE(is_authority(text));
}
