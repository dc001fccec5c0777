// SPDX-License-Identifier: MIT
#include "gateway/mapping/field_text.hpp"

#include "coapnode/core/ascii.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("fields of one name are one list")
{
    const HttpFields fields{{"accept", "a/b"}, {"host", "pi"}, {"accept", "c/d"}};
    CHECK(joined_field(fields, "accept") == "a/b, c/d");
    CHECK(joined_field(fields, "host") == "pi");
    CHECK(joined_field(fields, "cookie") == std::nullopt);
    CHECK(count_of(fields, "accept") == 2);
    CHECK(count_of(fields, "cookie") == 0);
}

TEST_CASE("a list is split outside of quotes")
{
    struct Row {
        std::string_view text;
        std::vector<std::string_view> parts;
    };
    const std::vector<Row> rows{
        {"", {}},
        {" , ,", {}},
        {"a", {"a"}},
        {" a ,\tb", {"a", "b"}},
        {"a,,b", {"a", "b"}},
        {R"("a,b",c)", {R"("a,b")", "c"}},
        {R"("a\",b",c)", {R"("a\",b")", "c"}},
        {R"("a,b)", {R"("a,b)"}},
        {R"("a\)", {R"("a\)"}},
        {"a,b,c,d", {"a", "b", "c"}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parts_of(row.text, ',', 3) == row.parts);
    }
}

TEST_CASE("a value is a token or a quoted string")
{
    CHECK(token_or_quoted("utf-8") == "utf-8");
    CHECK(token_or_quoted(R"("utf-8")") == "utf-8");
    CHECK(token_or_quoted(R"("")") == "");
    CHECK(token_or_quoted(R"("a\"b\\")") == R"(a"b\)");
    for (const auto* text : {"", "a b", R"("a)", R"(")", R"("a"b)", R"("a\)", R"("a\")", "a\"b\""}) {
        CAPTURE(text);
        CHECK(token_or_quoted(text) == std::nullopt);
    }
}

TEST_CASE("numbers are digits alone, and stop at the largest")
{
    CHECK(whole_number_in("0", 100) == 0);
    CHECK(whole_number_in("0100", 100) == 100);
    CHECK(whole_number_in("101", 100) == 100);
    CHECK(whole_number_in("99999999999999999999999", 100) == 100);
    for (const auto* text : {"", "-1", "+1", "1.0", " 1", "1 ", "0x1"}) {
        CAPTURE(text);
        CHECK(whole_number_in(text, 100) == std::nullopt);
    }
}

TEST_CASE("blanks and letters")
{
    CHECK(without_blanks(" \ta b\t ") == "a b");
    CHECK(without_blanks(" \t ").empty());
    CHECK(without_blanks("").empty());
    CHECK(in_lower_case("Text/PLAIN \xc3\x84") == "text/plain \xc3\x84");
    CHECK(is_token("X-Coapnode_1.0~"));
    CHECK(!is_token(""));
    CHECK(!is_token("a b"));
    CHECK(!is_token("a/b"));
}
