// SPDX-License-Identifier: MIT
#include "show/senml_pack.hpp"

#include "show/answers.hpp"
#include "show/as_json.hpp"
#include "show/people.hpp"
#include "support/zone_in_force.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;
using namespace std::string_literals;

namespace {

std::optional<std::vector<ResolvedRecord>> resolved(std::string_view json)
{
    const auto document = read_json_document(json);
    return document ? resolve_senml(*document) : std::nullopt;
}

}  // namespace

TEST_CASE("base fields are resolved (RFC 8428 section 4.6)")
{
    const ZoneInForce zone{"CET-1CEST,M3.5.0,M10.5.0/3"};
    struct Row {
        std::string json;
        std::string table;
    };
    const Row rows[] = {
        {R"([{"bn":"sensor-001/","n":"room/temperature","u":"Cel","v":21.50,"t":1795430239.454}])",
         "name                         value  unit  time\n"
         "sensor-001/room/temperature  21.50  Cel   2026-11-23 11:37:19+01:00\n"},
        // section 5.1.3: a base time, and times relative to it
        {R"([{"bn":"urn:dev:a:","bt":1795430239,"bu":"A","bver":5,"n":"voltage","u":"V","v":120.1},
             {"n":"current","t":-5,"v":1.2},{"n":"current","t":0,"v":1.7}])",
         "name               value  unit  time\n"
         "urn:dev:a:voltage  120.1  V     2026-11-23 11:37:19+01:00\n"
         "urn:dev:a:current  1.2    A     2026-11-23 11:37:14+01:00\n"
         "urn:dev:a:current  1.7    A     2026-11-23 11:37:19+01:00\n"},
        {R"([{"n":"a","vs":"warm\n"},{"n":"b","vb":true},{"n":"c","vd":"aGk"},{"n":"d","s":12},{"n":"e","v":1,"s":2.50}])",
         "name  value\n"
         "a     warm\\n\n"
         "b     true\n"
         "c     aGk\n"
         "d     sum 12\n"
         "e     1, sum 2.50\n"},
        {R"([{"bn":"a","bv":0.1,"v":0.2},{"bn":"b"},{"n":"c","bs":10,"s":1}])",
         "name  value\n"
         "a     0.3\n"
         "b     0.1\n"
         "bc    sum 11\n"},
        {R"([{"n":"a","v":1,"t":-5.5},{"n":"b","v":2,"t":60},{"n":"c","v":3}])",
         "name  value  time\n"
         "a     1      5.5 s ago\n"
         "b     2      in 60 s\n"
         "c     3\n"},
        {R"([{"n":"a","v":1e999,"t":1e300}])",
         "name  value  time\n"
         "a     1e999  1e+300 s\n"},
        {R"([{"bn":"only a base"},{"n":"x","v":1}])", "name          value\nonly a basex  1\n"},
        {R"([{"bn":7,"n":"a","u":1,"v":[1]}])", "name\na\n"},
        {"[]", "no records\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(for_people(content(110, row.json), {}) == row.table);
    }
}

TEST_CASE("what is no pack is shown as the document that it is")
{
    struct Row {
        std::string json;
        std::string text;
    };
    const Row rows[] = {
        {R"({"n":"a","v":1})", "n  a\nv  1\n"},
        {R"([1])", "[1]\n"},
        {R"([{"n":"a","v":1,"x_":2}])", "[\n  {\"n\": \"a\", \"v\": 1, \"x_\": 2}\n]\n"},
        {R"([{"n":)", "[{\"n\":\n"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.json);
        CHECK(for_people(content(110, row.json), {}) == row.text);
    }
}

TEST_CASE("SenML in CBOR has the names of JSON (RFC 8428 section 6)")
{
    const std::string pack =
        "\x82\xa4\x21\x62"
        "a/\x00\x61"
        "t\x01\x63"
        "Cel\x02\xf9\x4d\x60\xa3\x00\x61"
        "h\x04\xf5\x06\x24"s;
    CHECK(for_people(content(112, pack), {}) ==
          "name  value  unit  time\n"
          "a/t   21.5   Cel\n"
          "a/h   true         5 s ago\n");
    CHECK(as_json(arrival(content(112, pack)))
              .find(R"("payload":[{"bn":"a/","n":"t","u":"Cel","v":21.5},{"n":"h","vb":true,"t":-5}])") !=
          std::string::npos);
}

TEST_CASE("a pack does not grow beyond a few times its size by its base fields")
{
    const auto pack = [](std::size_t base, std::size_t records) {
        return R"([{"bn":")" + std::string(base, 'x') + R"(","v":1})" + repeated(R"(,{"v":1})", records - 1) + ']';
    };
    // Texts are "bn", the name, and "v" and "1" a record; values are the pack, two for "bn", and three a record.
    constexpr std::size_t records = 100;
    constexpr std::size_t other_text = 2 + 2 * records;
    constexpr std::size_t values = 1 + 2 + 3 * records;
    constexpr auto longest_base =
        most_growth_by_base_fields * (other_text + values) / (records - most_growth_by_base_fields);
    CHECK(resolved(pack(longest_base, records)).has_value());
    CHECK_FALSE(resolved(pack(longest_base + 1, records)).has_value());
}
