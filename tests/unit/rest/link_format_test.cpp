// SPDX-License-Identifier: MIT
#include "rest/link_format.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const Description led{"leds/led",
                      "actuator led",
                      "core.a",
                      "LED by the door",
                      {ContentFormat::json, ContentFormat::cbor, ContentFormat::text},
                      for_controllers,
                      1024,
                      true};
const Description history{"history", "history", "", "", {ContentFormat::senml_json}, for_readers};

}  // namespace

TEST_CASE("which filter selects which link (RFC 6690 section 4.1)")
{
    struct Row {
        std::string filter;
        bool led;
        bool history;
    };
    const Row rows[] = {
        // rt: a word, the whole value, a prefix of either
        {"rt=led", true, false},
        {"rt=actuator", true, false},
        {"rt=actuator led", true, false},
        {"rt=led actuator", false, false},
        {"rt=history", false, true},
        {"rt=le", false, false},
        {"rt=le*", true, false},
        {"rt=act*", true, false},
        {"rt=actuator l*", true, false},
        {"rt=tor*", false, false},
        {"rt=led*", true, false},
        {"rt=ledx*", false, false},
        {"rt=*", true, true},
        {"rt=", false, false},
        {"rt=LED", false, false},
        {"rt= ", false, false},
        // if
        {"if=core.a", true, false},
        {"if=core.*", true, false},
        {"if=core", false, false},
        {"if=*", true, false},
        // href
        {"href=/leds/led", true, false},
        {"href=/leds*", true, false},
        {"href=/leds", false, false},
        {"href=leds/led", false, false},
        {"href=/history", false, true},
        {"href=/*", true, true},
        {"href=*", true, true},
        // ct: a list of numbers
        {"ct=50", true, false},
        {"ct=0", true, false},
        {"ct=110", false, true},
        {"ct=5", false, false},
        {"ct=5*", true, false},
        {"ct=40", false, false},
        // title is one value with blanks in it, not a list
        {"title=LED by the door", true, false},
        {"title=LED*", true, false},
        {"title=door", false, false},
        {"title=*", true, false},
        // obs has no value
        {"obs", true, false},
        {"obs=*", true, false},
        {"obs=", true, false},
        {"obs=1", false, false},
        {"title", true, false},
        {"rt", true, true},
        // what no link has, and what is no filter
        {"sz=*", false, false},
        {"anchor=/led", false, false},
        {"RT=led", false, false},
        {"led", false, false},
        {"", false, false},
        {"=", false, false},
        {"=led", false, false},
        // A second '=' belongs to the value.
        {"rt=led=", false, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.filter);
        CHECK(matches(led, row.filter) == row.led);
        CHECK(matches(history, row.filter) == row.history);
    }
}

TEST_CASE("a link as it is written")
{
    struct Row {
        Description description;
        std::string link;
    };
    const Row rows[] = {
        {led, R"(</leds/led>;rt="actuator led";if="core.a";title="LED by the door";ct="50 60 0";obs)"},
        {history, R"(</history>;rt="history";ct=110)"},
        {{"x", "", "", R"(the "big" one)", {ContentFormat::text}, for_readers}, R"(</x>;title="the \"big\" one";ct=0)"},
        {{"x", "", "", R"(C:\)", {ContentFormat::text}, for_readers}, R"(</x>;title="C:\\";ct=0)"},
        {{"x", "", "", "a,b;c=<d>", {ContentFormat::text}, for_readers}, R"(</x>;title="a,b;c=<d>";ct=0)"},
        {{"x", "", "", "Küche", {ContentFormat::text}, for_readers}, R"(</x>;title="Küche";ct=0)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.link);
        CHECK(link_of(row.description) == row.link);
    }
}

TEST_CASE("a document holds the links that every filter selects, in their order")
{
    const std::vector<Description> both{led, history};
    const auto led_link = link_of(led);
    const auto history_link = link_of(history);
    struct Row {
        std::vector<std::string> filters;
        std::string document;
    };
    const Row rows[] = {
        {{}, led_link + ',' + history_link},
        {{"rt=*"}, led_link + ',' + history_link},
        {{"rt=history"}, history_link},
        {{"rt=led", "ct=50"}, led_link},
        {{"rt=led", "ct=110"}, ""},
        {{"rt=nothing"}, ""},
        {{"led"}, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.document);
        CHECK(link_document(both, row.filters) == row.document);
    }
    CHECK(link_document({}, {}).empty());
}
