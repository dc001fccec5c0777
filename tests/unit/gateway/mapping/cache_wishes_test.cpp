// SPDX-License-Identifier: MIT
#include "gateway/mapping/cache_wishes.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("how old an answer may be")
{
    struct Row {
        HttpFields fields;
        std::optional<std::uint32_t> oldest;
    };
    const std::vector<Row> rows{
        {{}, std::nullopt},
        {{{"cache-control", "no-cache"}}, 0},
        {{{"cache-control", "No-Cache"}}, 0},
        {{{"cache-control", "no-store"}}, 0},
        {{{"cache-control", "max-age=0"}}, 0},
        {{{"cache-control", "max-age=5"}}, 5},
        {{{"cache-control", "Max-Age=\"5\""}}, 5},
        {{{"cache-control", "max-age=5, max-age=3"}}, 3},
        {{{"cache-control", "max-age=5"}, {"cache-control", "no-cache"}}, 0},
        {{{"cache-control", "max-age=99999999999"}}, std::nullopt},
        {{{"cache-control", "max-age=-1"}}, std::nullopt},
        {{{"cache-control", "max-age"}}, std::nullopt},
        {{{"cache-control", "max-stale=5, no-transform"}}, std::nullopt},
        {{{"cache-control", "x=\"no-cache, max-age=0\""}}, std::nullopt},
        {{{"pragma", "no-cache"}}, 0},
        {{{"pragma", "no-cache"}, {"cache-control", "max-age=7"}}, 7},
        {{{"pragma", "other"}}, std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.fields.empty() ? "" : row.fields.front().value);
        CHECK(oldest_wanted(row.fields) == row.oldest);
    }
}
