// SPDX-License-Identifier: MIT
#include "show/visible.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

TEST_CASE("no character of a stranger acts on a terminal")
{
    struct Row {
        std::string text;
        std::string shown;
        std::string line;
        std::string json;
    };
    const Row rows[] = {
        {"", "", "", R"("")"},
        {"Küche 21 °C 日本 🌡", "Küche 21 °C 日本 🌡", "Küche 21 °C 日本 🌡",
         R"("Küche 21 °C 日本 🌡")"},
        {"a\tb\nc", "a\tb\nc", R"(a\tb\nc)", R"("a\tb\nc")"},
        {"a\r\nb\r", "a\nb\\x0d", R"(a\x0d\nb\x0d)", R"("a\r\nb\r")"},
        {std::string{"a\0b", 3}, R"(a\x00b)", R"(a\x00b)", R"("a\u0000b")"},
        {"\x1b[2J", R"(\x1b[2J)", R"(\x1b[2J)", R"("\u001b[2J")"},
        {"\x7f", R"(\x7f)", R"(\x7f)", R"("\u007f")"},
        {"\xc2\x9b"
         "31m",
         R"(\u009b31m)", R"(\u009b31m)", R"("\u009b31m")"},
        {"\xe2\x80\xae"
         "cba",
         R"(\u202ecba)", R"(\u202ecba)", R"("\u202ecba")"},
        {"\xe2\x81\xa6\xe2\x80\x8f\xef\xbb\xbf", R"(\u2066\u200f\ufeff)", R"(\u2066\u200f\ufeff)",
         R"("\u2066\u200f\ufeff")"},
        {"\xe2\x80\xa8", R"(\u2028)", R"(\u2028)", R"("\u2028")"},
        {"\xf3\xa0\x81\x81", R"(\ue0041)", R"(\ue0041)", R"("\udb40\udc41")"},
        {"\xff\xc3(", R"(\xff\xc3()", R"(\xff\xc3()", "\"\xef\xbf\xbd\xef\xbf\xbd(\""},
        {"\xed\xa0\x80", R"(\xed\xa0\x80)", R"(\xed\xa0\x80)", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
        {R"(say "C:\")", R"(say "C:\")", R"(say "C:\")", R"("say \"C:\\\"")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(visible_text(row.text) == row.shown);
        CHECK(visible_line(row.text) == row.line);
        CHECK(json_string(row.text) == row.json);
    }
}

TEST_CASE("columns of a terminal")
{
    struct Row {
        std::string text;
        std::size_t columns;
    };
    const Row rows[] = {{"", 0},     {"abc", 3},  {"21 °C", 5},     {"日本", 4},
                        {"한국", 4}, {"ＡＢ", 4}, {"e\xcc\x81", 1}, {"\xf0\x9f\x8c\xa1\xef\xb8\x8f", 2},
                        {"Ω", 1},    {"ﬀ", 1}};
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(display_width(row.text) == row.columns);
    }
}

TEST_CASE("text that has no control characters")
{
    for (const std::string text : {"", "22.5", "Küche\r\n\t", "\xe2\x80\xae"})
        CHECK(is_plain_text(text));
    for (const std::string& text :
         {std::string{"\0", 1}, std::string{"\x1b"}, std::string{"\xff"}, std::string{"\x7f"}})
        CHECK_FALSE(is_plain_text(text));
}
