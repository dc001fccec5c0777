// SPDX-License-Identifier: MIT
#include "gateway/mapping/location.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a location stays below its node")
{
    using Parts = std::vector<std::string>;
    struct Row {
        std::string device;
        Parts path;
        Parts query;
        std::optional<std::string> location;
    };
    const std::vector<Row> rows{
        {"pi", {"rd", "4521"}, {}, "/devices/pi/rd/4521"},
        {"pi", {"a b", "c/d", "e?f", "\xc3\xbc"}, {}, "/devices/pi/a%20b/c%2Fd/e%3Ff/%C3%BC"},
        {"pi", {"a"}, {"x=1", "y&z"}, "/devices/pi/a?x=1&y%26z"},
        {"pi", {"a\r\nSet-Cookie: b"}, {}, "/devices/pi/a%0D%0ASet-Cookie:%20b"},
        {"a b/c", {"d"}, {}, "/devices/a%20b%2Fc/d"},
        {"pi", {"..", "metrics"}, {}, std::nullopt},
        {"pi", {"a", "."}, {}, std::nullopt},
        {"pi", {"...", "..a"}, {}, "/devices/pi/.../..a"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.path.front());
        CHECK(location_below(row.device, row.path, row.query) == row.location);
    }
}
