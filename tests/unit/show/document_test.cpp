// SPDX-License-Identifier: MIT
#include "show/document.hpp"

#include "show/answers.hpp"
#include "show/write_document.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;
using namespace std::string_literals;

namespace {

std::string nested(std::size_t depth)
{
    return repeated("[", depth) + repeated("]", depth);
}

std::string as_json_text(const Document& document)
{
    std::string out;
    append_json(out, document.root());
    return out;
}

}  // namespace

TEST_CASE("JSON is read with its digits, its order and what is there twice")
{
    struct Row {
        std::string text;
        std::string json;
    };
    const Row rows[] = {
        {" 1 ", "1"},
        {"-0.50e+2", "-0.50e+2"},
        {"1e999", "1e999"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {R"({"b":1,"a":[true,false,null],"b":{}})", R"({"b":1,"a":[true,false,null],"b":{}})"},
        {R"("\"\\\/\b\f\n\r\tA\u00e9\u20AC\ud83c\udf21")", "\"\\\"\\\\/\\u0008\\u000c\\n\\r\\tAé€🌡\""},
        {R"("\ud83c")", "\"\xef\xbf\xbd\""},
        {R"("\udf21x")", "\"\xef\xbf\xbdx\""},
        {R"("\ud83cA")",
         "\"\xef\xbf\xbd"
         "A\""},
        {R"("\u0000")", R"("\u0000")"},
        {"\"a\nb\"", R"("a\nb")"},
        {"\"\xff\"", "\"\xef\xbf\xbd\""},
        {R"({"":""})", R"({"":""})"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto document = read_json_document(row.text);
        REQUIRE(document.has_value());
        CHECK(as_json_text(*document) == row.json);
    }
}

TEST_CASE("what is no JSON")
{
    for (const std::string text : {"",
                                   " ",
                                   "{",
                                   "}",
                                   "[1,]",
                                   "[,1]",
                                   "[1 2]",
                                   "{\"a\"}",
                                   "{\"a\":}",
                                   "{a:1}",
                                   "{1:1}",
                                   "01",
                                   "1.",
                                   ".5",
                                   "+1",
                                   "1e",
                                   "-",
                                   "NaN",
                                   "Infinity",
                                   "0x10",
                                   "tru",
                                   "\"",
                                   "\"\\x\"",
                                   "\"\\u12\"",
                                   "\"\\",
                                   "[1]]",
                                   "1 2",
                                   "'a'",
                                   "{\"a\":1,}",
                                   "\xef\xbb\xbf"
                                   "1"}) {
        CAPTURE(text);
        CHECK_FALSE(read_json_document(text).has_value());
    }
}

TEST_CASE("CBOR is read with its order and any key")
{
    struct Row {
        std::string bytes;
        std::string json;
    };
    const Row rows[] = {
        {"\x18\x64", "100"},
        {"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", "18446744073709551615"},
        {"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", "-18446744073709551616"},
        {"\xf9\x3c\x00"s, "1"},
        {"\xfa\x41\xb4\x14\x7b", "22.51"},
        {"\xfb\x40\x36\x82\x8f\x5c\x28\xf5\xc3", "22.51"},
        {"\xf9\x7c\x00"s, "null"},
        {"\xf6", "null"},
        {"\xf7", "null"},
        {"\xf8\x20", "null"},
        {"\xbf\x61"
         "b\x01\x61"
         "a\x9f\x02\xff\xff",
         R"({"b":1,"a":[2]})"},
        {"\xa2\x01\x02\x20\x03", R"({"1":2,"-1":3})"},
        {"\xa1\x41\x0a\x01", R"({"h'0a'":1})"},
        {"\xa1\x81\x01\x02", R"({"[1]":2})"},
        {"\x7f\x61"
         "a\x61"
         "b\xff",
         R"("ab")"},
        {"\x42\x0a\xff", R"("h'0aff'")"},
        {"\xc2\x42\x01\x00"s, "256"},
        {"\xc3\x41\x09", "-10"},
        {"\xc4\x82\x21\x19\x6a\xb3", "273.15"},
        {"\xc5\x82\x20\x03", "1.5"},
        {"\xc4\x81\x01", "[1]"},
        {"\xc4\x82\x01\x61"
         "a",
         R"([1,"a"])"},
        {"\xc2\x01", "1"},
        {"\xd9\xd9\xf7\x01", "1"},
        {"\xc0\x61"
         "x",
         R"("x")"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        const auto document = read_cbor_document(row.bytes);
        REQUIRE(document.has_value());
        CHECK(as_json_text(*document) == row.json);
    }
    for (const std::string& bytes : {""s, "\xff"s, "\x18"s, "\x01\x01"s, "\xa1\x01"s, "\xa1\x01\xff"s, "\x5f\x01\xff"s,
                                     "\xf8\x00"s, "\x9b\xff\xff\xff\xff\xff\xff\xff\xff"s, "\xc2"s}) {
        CAPTURE(bytes);
        CHECK_FALSE(read_cbor_document(bytes).has_value());
    }
}

TEST_CASE("no document is deeper or larger than the bounds say")
{
    CHECK(read_json_document(nested(deepest_document)).has_value());
    CHECK_FALSE(read_json_document(nested(deepest_document + 1)).has_value());
    CHECK(read_cbor_document(repeated("\x81", deepest_document - 1) + '\x01').has_value());
    CHECK_FALSE(read_cbor_document(repeated("\x81", deepest_document) + '\x01').has_value());
    CHECK(read_json_document(std::string(largest_document, '1')).has_value());
    CHECK_FALSE(read_json_document(std::string(largest_document + 1, '1')).has_value());
}

TEST_CASE("a document in lines that fit")
{
    struct Row {
        std::string json;
        std::string text;
    };
    const Row rows[] = {
        {R"([1,[2,3],4,5])", "[\n  1,\n  [2, 3],\n  4, 5\n]\n"},
        {R"(["aaaaaaaa","bbbbbbbb","cccccccc"])", "[\n  \"aaaaaaaa\",\n  \"bbbbbbbb\",\n  \"cccccccc\"\n]\n"},
        {R"([1111,2222,3333,4444,5555])", "[\n  1111, 2222, 3333,\n  4444, 5555\n]\n"},
        {R"({"list":["aaaaaaaaaaaaaaaaaaaaaaaa",1]})",
         "{\n  \"list\": [\n    \"aaaaaaaaaaaaaaaaaaaaaaaa\",\n    1\n  ]\n}\n"},
        {R"({"a":{}})", "{\"a\": {}}\n"},
        {R"(["温度温度温度",12])", "[\n  \"温度温度温度\",\n  12\n]\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(indented_document(read_json_document(row.json)->root(), 20) == row.text);
    }
    const auto deep = indented_document(read_json_document(nested(deepest_indented + 3))->root(), 80);
    CHECK(deep.find("\n" + std::string(2 * deepest_indented, ' ') + "[[[]]]\n") != std::string::npos);
}
