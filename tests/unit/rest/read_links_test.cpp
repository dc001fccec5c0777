// SPDX-License-Identifier: MIT
#include "coapnode/rest/links.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

std::string repeated(std::string_view text, std::size_t times)
{
    std::string all;
    for (std::size_t i = 0; i < times; ++i)
        all += text;
    return all;
}

}  // namespace

TEST_CASE("links as they are written, and as they are meant (RFC 6690 section 2)")
{
    struct Row {
        std::string text;
        std::vector<Link> links;
    };
    const Row rows[] = {
        {"", {}},
        {" \r\n", {}},
        {"</a>", {{"/a", {}}}},
        {"<>", {{"", {}}}},
        {R"(</led>;rt="actuator led";ct="50 60";obs)",
         {{"/led", {{"rt", "actuator led"}, {"ct", "50 60"}, {"obs", std::nullopt}}}}},
        {"</a>,</b>;ct=40", {{"/a", {}}, {"/b", {{"ct", "40"}}}}},
        {" </a> ; ct = 40 ,\n </b> ; obs ", {{"/a", {{"ct", "40"}}}, {"/b", {{"obs", std::nullopt}}}}},
        {R"(</a>;title="the \"big\" one, C:\\";rt=x)", {{"/a", {{"title", R"(the "big" one, C:\)"}, {"rt", "x"}}}}},
        {R"(</a>;title="<b>;c,d")", {{"/a", {{"title", "<b>;c,d"}}}}},
        {R"(</a>;title="")", {{"/a", {{"title", ""}}}}},
        {"</a>;title=", {{"/a", {{"title", ""}}}}},
        {"</a>;;obs;", {{"/a", {{"obs", std::nullopt}}}}},
        {R"(</a>;title="x"y;obs)", {{"/a", {{"title", "x"}, {"obs", std::nullopt}}}}},
        {R"(</a>;title="no end, </b>)", {{"/a", {{"title", "no end, </b>"}}}}},
        {R"(</a>;title="\)", {{"/a", {{"title", "\\"}}}}},
        {R"(</a>;rt=a;rt=b)", {{"/a", {{"rt", "a"}, {"rt", "b"}}}}},
        {R"(<coap://[fe80::1]/a?b,c>;title*=UTF-8'en'x)", {{"coap://[fe80::1]/a?b,c", {{"title*", "UTF-8'en'x"}}}}},
        {"</a>,", {{"/a", {}}}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK((read_link_format(row.text) == ReadLinks{row.links, true}));
    }
}

TEST_CASE("what is no link ends the list")
{
    struct Row {
        std::string text;
        std::size_t links;
    };
    const Row rows[] = {{"x", 0}, {"</a", 0}, {"</a>,x", 1}, {"</a>,,</b>", 1}, {"</a> </b>", 1}, {"{}", 0}};
    for (const auto& row : rows) {
        CAPTURE(row.text);
        const auto read = read_link_format(row.text);
        CHECK(read.links.size() == row.links);
        CHECK_FALSE(read.is_whole);
    }
}

TEST_CASE("no more links, and no more attributes of one, than the bounds say")
{
    const auto fits = read_link_format(repeated("<>,", most_links));
    CHECK(fits.links.size() == most_links);
    CHECK(fits.is_whole);
    const auto more = read_link_format(repeated("<>,", most_links + 1));
    CHECK(more.links.size() == most_links);
    CHECK_FALSE(more.is_whole);
    for (const std::size_t extra : {0U, 1U}) {
        const auto read = read_link_format("</a>" + repeated(";a", most_link_attributes + extra) + ",</b>");
        REQUIRE(read.links.size() == 2);
        CHECK(read.links[0].attributes.size() == most_link_attributes);
    }
}

TEST_CASE("an attribute is found by its name")
{
    const auto link = read_link_format(R"(</a>;rt="x y";obs;rt=z)").links.at(0);
    CHECK(link.value_of("rt") == "x y");
    CHECK(link.has("obs"));
    CHECK(link.value_of("obs").empty());
    CHECK_FALSE(link.has("ct"));
    CHECK(link.value_of("ct").empty());
    CHECK(has_word(link.value_of("rt"), "y"));
    CHECK_FALSE(has_word(link.value_of("rt"), "z"));
}
