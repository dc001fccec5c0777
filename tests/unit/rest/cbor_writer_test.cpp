// SPDX-License-Identifier: MIT
#include "rest/cbor_writer.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace coapnode;

namespace {

template <class Write>
std::string written(Write write)
{
    CborWriter out;
    write(out);
    return hex_of(out.extract());
}

}  // namespace

TEST_CASE("integers at the limits of each head size (RFC 8949 section 3 and appendix A)")
{
    struct Row {
        std::int64_t value;
        const char* bytes;
    };
    const Row rows[] = {
        {0, "00"},
        {1, "01"},
        {23, "17"},
        {24, "1818"},
        {255, "18ff"},
        {256, "190100"},
        {65'535, "19ffff"},
        {65'536, "1a00010000"},
        {4'294'967'295, "1affffffff"},
        {4'294'967'296, "1b0000000100000000"},
        {std::numeric_limits<std::int64_t>::max(), "1b7fffffffffffffff"},
        {-1, "20"},
        {-2, "21"},
        {-24, "37"},
        {-25, "3818"},
        {-256, "38ff"},
        {-257, "390100"},
        {-65'536, "39ffff"},
        {-65'537, "3a00010000"},
        {-4'294'967'296, "3affffffff"},
        {-4'294'967'297, "3b0000000100000000"},
        {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.value);
        CHECK(written([&](CborWriter& out) { out.integer(row.value); }) == row.bytes);
    }
}

TEST_CASE("arrays and maps at the limits of their heads")
{
    struct Row {
        std::uint64_t count;
        const char* array;
        const char* map;
    };
    const Row rows[] = {
        {0, "80", "a0"},       {23, "97", "b7"},          {24, "9818", "b818"},
        {255, "98ff", "b8ff"}, {256, "990100", "b90100"}, {65'536, "9a00010000", "ba00010000"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.count);
        CHECK(written([&](CborWriter& out) { out.array(row.count); }) == row.array);
        CHECK(written([&](CborWriter& out) { out.map(row.count); }) == row.map);
    }
}

TEST_CASE("texts at the limits of their heads")
{
    struct Row {
        std::size_t length;
        const char* head;
    };
    const Row rows[] = {{0, "60"}, {1, "61"}, {23, "77"}, {24, "7818"}, {255, "78ff"}, {256, "790100"}};
    for (const auto& row : rows) {
        CAPTURE(row.length);
        const std::string text(row.length, 'a');
        CHECK(written([&](CborWriter& out) { out.text(text); }) == row.head + hex_of(as_bytes(text)));
    }
}

TEST_CASE("booleans and doubles")
{
    CHECK(written([](CborWriter& out) { out.boolean(true); }) == "f5");
    CHECK(written([](CborWriter& out) { out.boolean(false); }) == "f4");
    struct Row {
        double value;
        const char* bytes;
    };
    const Row rows[] = {
        {0.0, "fb0000000000000000"},  {-0.0, "fb8000000000000000"},     {1.1, "fb3ff199999999999a"},
        {-4.1, "fbc010666666666666"}, {1.0e+300, "fb7e37e43c8800759c"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.value);
        CHECK(written([&](CborWriter& out) { out.real(row.value); }) == row.bytes);
    }
}

TEST_CASE("items stand one behind the other, and are taken once")
{
    CborWriter out;
    out.array(2);
    out.integer(1);
    out.text("on");
    CHECK(hex_of(out.extract()) == "8201626f6e");
    CHECK(out.extract().empty());
}
