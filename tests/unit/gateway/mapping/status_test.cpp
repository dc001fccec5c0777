// SPDX-License-Identifier: MIT
#include "coapnode/http/status.hpp"
#include "gateway/mapping/status_of_code.hpp"

#include "coapnode/rest/message.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace coapnode;

TEST_CASE("each code has its status")
{
    struct Row {
        unsigned code_class;
        unsigned detail;
        std::uint16_t status;
    };
    const std::vector<Row> rows{
        {2, 1, 201},
        {2, 2, 200},
        {2, 3, 304},
        {2, 4, 200},
        {2, 5, 200},
        {2, 31, 502},
        {4, 0, 400},
        {4, 1, 403},
        {4, 2, 400},
        {4, 3, 403},
        {4, 4, 404},
        {4, 5, 405},
        {4, 6, 406},
        {4, 8, 502},
        {4, 9, 409},
        {4, 12, 412},
        {4, 13, 413},
        {4, 15, 415},
        {4, 22, 422},
        {4, 29, 429},
        {5, 0, 500},
        {5, 1, 501},
        {5, 2, 502},
        {5, 3, 503},
        {5, 4, 504},
        {5, 5, 502},
        // Unknown ones are the x.00 of their class, unknown classes make no sense.
        {2, 30, 200},
        {4, 30, 400},
        {5, 30, 500},
        {0, 0, 502},
        {0, 1, 502},
        {1, 0, 502},
        {3, 0, 502},
        {6, 4, 502},
        {7, 31, 502},
    };
    for (const auto& row : rows) {
        const auto code = code_number(row.code_class, row.detail);
        CAPTURE(code_text(code));
        CHECK(status_of_code(code) == row.status);
    }
}

TEST_CASE("each status that a code or a problem becomes has a name")
{
    for (unsigned code = 0; code < 256; ++code) {
        CAPTURE(code);
        CHECK(!reason_phrase(status_of_code(static_cast<std::uint8_t>(code))).empty());
    }
    CHECK(reason_phrase(404) == "Not Found");
    CHECK(reason_phrase(413) == "Content Too Large");
    CHECK(reason_phrase(421) == "Misdirected Request");
    CHECK(reason_phrase(504) == "Gateway Timeout");
    CHECK(reason_phrase(299).empty());
}
