// SPDX-License-Identifier: MIT
#include "gateway/mapping/entity_tags.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

EntityTags ours(std::vector<Bytes> tags)
{
    return {false, std::move(tags), false};
}

std::string tag_numbered(unsigned number)
{
    return entity_tag_of(Bytes{static_cast<std::uint8_t>(number)});
}

std::string tags_up_to(unsigned count)
{
    std::string text;
    for (unsigned number = 0; number < count; ++number)
        text += tag_numbered(number) + ", ";
    return text;
}

}  // namespace

TEST_CASE("an ETag is written in hexadecimal digits")
{
    CHECK(entity_tag_of(Bytes{0x0a, 0x1b}) == R"("0a1b")");
    CHECK(entity_tag_of(Bytes{0, 1, 2, 3, 4, 5, 6, 0xff}) == R"("00010203040506ff")");
}

TEST_CASE("lists of entity tags")
{
    struct Row {
        std::string_view text;
        std::optional<EntityTags> weak;
        std::optional<EntityTags> strong;
    };
    const Bytes one{0x0a};
    const Bytes two{0xbc, 0xde};
    const std::vector<Row> rows{
        {R"("0a")", ours({one}), ours({one})},
        {R"( "0a" , "bcde" )", ours({one, two}), ours({one, two})},
        {R"("0a","bcde")", ours({one, two}), ours({one, two})},
        {R"(, "0a",, ,"bcde",)", ours({one, two}), ours({one, two})},
        {R"(W/"0a")", ours({one}), ours({})},
        {R"(W/"0a", "bcde")", ours({one, two}), ours({two})},
        {R"("0a", W/"0a")", ours({one}), ours({one})},
        {"*", EntityTags{true}, EntityTags{true}},
        {" * ", EntityTags{true}, EntityTags{true}},
        // Tags of others.
        {R"("0A")", ours({}), ours({})},
        {R"("")", ours({}), ours({})},
        {R"("0")", ours({}), ours({})},
        {R"("0g")", ours({}), ours({})},
        {R"("abc")", ours({}), ours({})},
        {R"("0a-gzip")", ours({}), ours({})},
        {R"("*")", ours({}), ours({})},
        {R"("a,b", "0a")", ours({one}), ours({one})},
        {R"("a\", "0a")", ours({one}), ours({one})},
        // No list of tags.
        {"", std::nullopt, std::nullopt},
        {"0a", std::nullopt, std::nullopt},
        {R"("0a)", std::nullopt, std::nullopt},
        {R"(0a")", std::nullopt, std::nullopt},
        {R"("0a" "bc")", std::nullopt, std::nullopt},
        {R"("0a"x)", std::nullopt, std::nullopt},
        {R"(w/"0a")", std::nullopt, std::nullopt},
        {R"(W/ "0a")", std::nullopt, std::nullopt},
        {R"(*, "0a")", std::nullopt, std::nullopt},
        {R"("0a", *)", std::nullopt, std::nullopt},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(parse_entity_tags(row.text, TagComparison::weak) == row.weak);
        CHECK(parse_entity_tags(row.text, TagComparison::strong) == row.strong);
    }
}

TEST_CASE("an ETag has 8 bytes at most")
{
    const Bytes longest(longest_coap_etag, 0x11);
    const Bytes too_long(longest_coap_etag + 1, 0x11);
    CHECK(parse_entity_tags(entity_tag_of(longest), TagComparison::weak) == ours({longest}));
    CHECK(parse_entity_tags(entity_tag_of(too_long), TagComparison::weak) == ours({}));
}

TEST_CASE("a list has 8 tags at most")
{
    const auto whole = parse_entity_tags(tags_up_to(most_entity_tags), TagComparison::weak);
    REQUIRE(whole);
    CHECK(whole->ours.size() == most_entity_tags);
    CHECK(!whole->is_cut_short);
    CHECK(parse_entity_tags(tags_up_to(most_entity_tags) + tag_numbered(0), TagComparison::weak) == whole);
    const auto cut = parse_entity_tags(tags_up_to(most_entity_tags + 1), TagComparison::weak);
    REQUIRE(cut);
    CHECK(cut->ours == whole->ours);
    CHECK(cut->is_cut_short);
}
