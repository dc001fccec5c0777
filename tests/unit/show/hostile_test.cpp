// SPDX-License-Identifier: MIT
/// Payloads that are made to cost much. What costs more than its size would take minutes here.
#include "show/answers.hpp"
#include "show/as_json.hpp"
#include "show/people.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

constexpr std::size_t largest = 1 << 15;

/// As often as `largest` has room for.
std::string full_of(std::string_view text, std::string_view begin = "", std::string_view end = "")
{
    const auto room = largest - begin.size() - end.size();
    return std::string{begin} + repeated(text, room / text.size()) + std::string{end};
}

}  // namespace

TEST_CASE("what is shown is a few times as large as what was sent")
{
    struct Row {
        std::string name;
        std::uint16_t format;
        std::string payload;
        std::size_t growth;  ///< of the largest of the three outputs
    };
    const Row rows[] = {
        {"JSON nested 10 000 deep", 50, repeated("[", 10'000) + repeated("]", 10'000), 2},
        {"JSON nested without an end", 50, full_of("[{\"a\":"), 2},
        {"JSON of the smallest values", 50, full_of("1,", "[", "1]"), 3},
        {"JSON of empty arrays", 50, full_of("[],", "[", "1]"), 3},
        {"JSON of small arrays, far in", 50, full_of("[1],", "[[[[[[[", "1]]]]]]]"), 6},
        {"JSON of small objects, far in", 50, full_of(R"({"":[[]]},)", "[[[[[[[", "1]]]]]]]"), 6},
        {"JSON with a long key", 50, R"({")" + std::string(largest / 2, 'k') + R"(":1,"a":[]})", 2},
        {"JSON with one member often", 50, full_of(R"("a":1,)", "{", R"("a":1})"), 2},
        {"a number of many digits", 50, std::string(largest, '9'), 2},
        {"a reading with a value of many digits", 50, full_of("9", R"({"value":)", "}"), 2},
        {"NUL in a string", 50, full_of("\\u0000", "\"", "\""), 2},
        {"NUL in text", 0, std::string(largest, '\0'), 7},
        {"no UTF-8", 0, std::string(largest, '\xff'), 5},
        {"lines of CR LF", 0, full_of("\r\n"), 5},
        {"octets", 42, std::string(largest, '\x1b'), 6},
        {"CBOR of the smallest values", 60, full_of(std::string_view{"\x01"}, "\x9f", "\xff"), 4},
        {"CBOR nested 10 000 deep", 60, repeated("\x81", 10'000) + '\x01', 5},
        {"CBOR of tags", 60, std::string(10'000, '\xc1') + '\x01', 5},
        {"a long bignum", 60, "\xc2\x5a" + std::string{"\x00\x00\x80\x00", 4} + std::string(0x8000, '\xff'), 1},
        {"SenML of the smallest records", 110, full_of("{\"v\":1},", "[", "{\"v\":1}]"), 5},
        {"SenML with a long base name", 110,
         R"([{"bn":")" + std::string(largest / 2, 'n') + R"(","v":1})" + repeated(R"(,{"v":1})", 50'000) + "]", 8},
        {"SenML with one wide cell in each column", 110,
         full_of(R"({"v":1},)",
                 R"([{"n":"1234567890123456789012345678901234567890","u":"1234567890123456789012345678901234567890",)"
                 R"("vs":"1234567890123456789012345678901234567890","t":1},)",
                 R"({"v":1,"u":"x","t":1}])"),
         7},
        {"links of nothing", 40, full_of("<>,"), 12},
        {"a link with a long title", 40, full_of("t", "</a>;title=\"", "\",</b>;rt=x"), 2},
        {"a link of attributes", 40, full_of(";a", "<>"), 2},
        {"quotes without an end", 40, full_of("\"<>,"), 2},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        const auto response = content(row.format, row.payload);
        const auto bound = row.growth * row.payload.size() + 4096;
        for (const bool is_terminal : {false, true}) {
            const ShowStyle style{.is_terminal = is_terminal, .width = 40};
            CHECK(for_people(response, style).size() <= bound);
        }
        const auto one = arrival(response);
        CHECK(line_for_people(one, {}).size() <= bound);
        CHECK(as_json(one).size() <= bound);
    }
}

TEST_CASE("a large pack and a large list of links")
{
    constexpr std::size_t records = 50'000;
    const auto pack = "[" + repeated(R"({"n":"a","v":1.5},)", records - 1) + R"({"n":"b","v":1}])";
    const auto table = for_people(content(110, pack), {});
    CHECK(table.starts_with("name  value\na     1.5\n"));
    CHECK(table.ends_with("\nb     1\n"));
    CHECK(table.size() < pack.size());
    constexpr std::string_view link = R"(</a>;rt="x y";ct=40;obs,)";
    const auto links = repeated(link, (1 << 20) / link.size());
    const auto list = for_people(content(40, links), {});
    CHECK(list.ends_with("/a    x y  link  yes\n(the rest could not be read)\n"));
    CHECK(list.size() < links.size());
}
