// SPDX-License-Identifier: MIT
#include "coapnode/core/utf8.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

TEST_CASE("texts are UTF-8 without control characters")
{
    for (const std::string_view text :
         {"", "Küche 21 °C", "\xf0\x9f\x8c\xa1", "\xc2\xa0", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"}) {
        CAPTURE(text);
        CHECK(is_printable(text));
        CHECK(printable(text) == text);
    }
    struct Row {
        std::string text;
        std::string_view shown;
    };
    for (const auto& [text, shown] : std::vector<Row>{
             {std::string{"a\0b", 3}, "a?b"},
             {"a\tb\n", "a?b?"},
             {"\x7f", "?"},
             {"\x1b[1m", "?[1m"},
             {"a\xc2\x9b"
              "b",
              "a?b"},
             {"\xff", "?"},
             {"\xc3", "?"},
             {"\xc3(", "?("},
             {"\xc0\x80", "??"},
             {"\xe0\x80\x80", "???"},
             {"\xed\xa0\x80", "???"},
             {"\xf0\x80\x80\x80", "????"},
             {"\xf4\x90\x80\x80", "????"},
             {"\xe2\x82", "??"},
             {"\x80", "?"},
             {"\xf5\x80\x80\x80", "????"},
         }) {
        CAPTURE(text);
        CHECK(!is_printable(text));
        CHECK(printable(text) == shown);
    }
}
