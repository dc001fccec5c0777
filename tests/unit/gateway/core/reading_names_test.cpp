// SPDX-License-Identifier: MIT
#include "gateway/reading_names.hpp"

#include "coapnode/core/units.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("each unit that our nodes show has its name among the metrics")
{
    for (const auto& row : quantity_rows) {
        CAPTURE(std::string{row.name});
        CHECK(metric_unit(row.shown_unit) != nullptr);
    }
    CHECK(metric_unit("furlong") == nullptr);
}

TEST_CASE("a path names the sensor and the quantity")
{
    CHECK(reading_name("/sensors/room/dew_point") == ReadingName{"room", "dew_point"});
    CHECK(reading_name("/a/b") == ReadingName{"/a/b", "b"});
    CHECK(reading_name("/sensors/room") == ReadingName{"/sensors/room", "room"});
}
