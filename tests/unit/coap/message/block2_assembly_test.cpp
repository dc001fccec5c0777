// SPDX-License-Identifier: MIT
#include "coap/message/block2_assembly.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace coapnode;

namespace {

constexpr std::size_t largest = 64;

struct Part {
    std::optional<Block> block;
    std::string bytes;
    std::string then;  ///< the block that is asked for next, "whole BODY", or what is wrong
    std::string etag = "e";
    std::uint8_t code = code_number(2, 5);
};

ReceivedResponse answer(const Part& part)
{
    ReceivedResponse received;
    received.response.code = part.code;
    if (!part.etag.empty()) received.response.etag = to_bytes(part.etag);
    received.response.payload = to_bytes(part.bytes);
    received.block2 = part.block;
    return received;
}

std::string take(Block2Assembly& assembly, const Part& part)
{
    const auto step = assembly.take(answer(part));
    if (!step) return step.error() == Errc::bad_answer ? step.error().message : "another error";
    if (*step == Block2Assembly::Step::whole) {
        const auto response = assembly.extract();
        return "whole " + std::string{as_text(response.payload)};
    }
    const auto& wanted = assembly.wanted();
    REQUIRE(wanted);
    CHECK_FALSE(wanted->more);
    return std::to_string(wanted->number) + '/' + std::to_string(wanted->size());
}

struct Row {
    std::string what;
    std::vector<Part> parts;
};

void check(const std::vector<Row>& rows)
{
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Block2Assembly assembly{largest};
        for (const auto& part : row.parts) {
            CAPTURE(part.bytes);
            CHECK(take(assembly, part) == part.then);
        }
    }
}

const std::string sixteen = "0123456789abcdef";
constexpr auto out_of_order = "the blocks of its answer are out of order";
constexpr auto wrong_size = "a block of its answer does not have the size that its Block option gives";
constexpr auto too_long = "its answer is too long";
constexpr auto changes = "its answer changes faster than its blocks can be fetched";

}  // namespace

TEST_CASE("an answer is whole, or comes in blocks")
{
    check({
        {"whole", {{{}, "all", "whole all"}}},
        {"nothing", {{{}, "", "whole "}}},
        {"a block that is all", {{Block{0, false, 0}, "all", "whole all"}}},
        {"two blocks", {{Block{0, true, 0}, sixteen, "1/16"}, {Block{1, false, 0}, "x", "whole " + sixteen + "x"}}},
        {"full ones",
         {{Block{0, true, 0}, sixteen, "1/16"}, {Block{1, false, 0}, sixteen, "whole " + sixteen + sixteen}}},
        {"without ETag",
         {{Block{0, true, 0}, sixteen, "1/16", ""}, {Block{1, false, 0}, "x", "whole " + sixteen + "x", ""}}},
        {"smaller ones from the same offset on",
         {{Block{0, true, 1}, sixteen + sixteen, "1/32"},
          {Block{2, true, 0}, sixteen, "3/16"},
          {Block{3, false, 0}, "x", "whole " + sixteen + sixteen + sixteen + "x"}}},
        {"an error", {{{}, "no", "whole no", "", code_number(4, 4)}}},
        {"an error in the midst",
         {{Block{0, true, 0}, sixteen, "1/16"}, {{}, "no", "whole no", "", code_number(5, 3)}}},
    });
}

TEST_CASE("what is no order of blocks")
{
    check({
        {"not the first one first", {{Block{1, true, 0}, sixteen, out_of_order}}},
        {"a gap", {{Block{0, true, 0}, sixteen, "1/16"}, {Block{2, true, 0}, sixteen, out_of_order}}},
        {"the same again", {{Block{0, true, 0}, sixteen, "1/16"}, {Block{0, true, 0}, sixteen, out_of_order}}},
        {"whole in the midst", {{Block{0, true, 0}, sixteen, "1/16"}, {{}, "all", out_of_order}}},
        {"a short one that is not the last", {{Block{0, true, 0}, "short", wrong_size}}},
        {"an empty one that is not the last", {{Block{0, true, 0}, "", wrong_size}}},
        {"one that is too long", {{Block{0, true, 0}, sixteen + "x", wrong_size}}},
        {"a last one that is too long", {{Block{0, false, 0}, sixteen + "x", wrong_size}}},
    });
}

TEST_CASE("an answer has as many bytes as are taken, and not one more")
{
    const Part first{Block{0, true, 1}, sixteen + sixteen, "1/32"};
    const std::string rest(32, 'x');
    check({
        {"whole", {{{}, std::string(largest, 'x'), "whole " + std::string(largest, 'x')}}},
        {"whole, and one more", {{{}, std::string(largest + 1, 'x'), too_long}}},
        {"in blocks", {first, {Block{1, false, 1}, rest, "whole " + sixteen + sixteen + rest}}},
        {"in blocks, and one more", {first, {Block{1, true, 1}, rest, "2/32"}, {Block{2, false, 1}, "x", too_long}}},
    });
    static_assert(Block2Assembly::most_bytes / 16 == Block::largest_number);
    Block2Assembly large{SIZE_MAX};
    auto part = answer({Block{0, true, 6}, std::string(1024, 'x'), ""});
    for (; part.block2->offset() + 1024 <= Block2Assembly::most_bytes; ++part.block2->number)
        REQUIRE(large.take(part).has_value());
    CHECK(large.take(part).error().message == too_long);
}

TEST_CASE("blocks of two representations make no body: it begins anew, a few times")
{
    const Part other{Block{1, false, 0}, "x", "0/16", "f"};
    const Part again{Block{0, true, 0}, sixteen, "1/16", "e"};
    check({
        {"once",
         {again,
          other,
          {Block{0, true, 0}, sixteen, "1/16", "f"},
          {Block{1, false, 0}, "y", "whole " + sixteen + "y", "f"}}},
        {"an ETag that goes", {again, {Block{1, false, 0}, "x", "0/16", ""}}},
        {"another code", {again, {Block{1, false, 0}, "x", "0/16", "e", code_number(2, 4)}}},
        {"three times", {again, other, again, other, again, other, again, {Block{1, false, 0}, "x", changes, "f"}}},
    });
    static_assert(Block2Assembly::most_restarts == 3);
}

TEST_CASE("a client may ask for the size of blocks")
{
    CHECK_FALSE(Block2Assembly{largest}.wanted());
    Block2Assembly small{largest, 1};
    CHECK(small.wanted() == Block{0, false, 1});
}

TEST_CASE("the head of the answer is that of its first block")
{
    Block2Assembly assembly{largest};
    auto first = answer({Block{0, true, 0}, sixteen, ""});
    first.response.max_age = 7;
    first.response.content_format = 50;
    auto second = answer({Block{1, false, 0}, "x", ""});
    second.response.max_age = 6;
    second.response.content_format = 50;
    REQUIRE(assembly.take(first));
    REQUIRE(assembly.take(second));
    const auto whole = assembly.extract();
    CHECK(whole.max_age == 7);
    CHECK(whole.content_format == 50);
    CHECK(whole.etag == Bytes{'e'});
}

TEST_CASE("what a server cuts is put together, whatever the sizes")
{
    for (unsigned exponent = 0; exponent <= Block::largest_exponent; ++exponent) {
        for (const std::size_t size : {0U, 1U, 16U, 17U, 1000U, 1024U, 1025U, 3000U}) {
            CAPTURE(exponent);
            CAPTURE(size);
            Bytes body(size);
            std::iota(body.begin(), body.end(), std::uint8_t{});
            Block2Assembly client{4000};
            for (auto step = Block2Assembly::Step::ask_next; step == Block2Assembly::Step::ask_next;) {
                const auto slice = slice_body(body, client.wanted(), exponent);
                REQUIRE(slice);
                ReceivedResponse part;
                part.response = {code_number(2, 5)};
                part.response.payload = {slice->bytes.begin(), slice->bytes.end()};
                part.block2 = slice->block;
                const auto taken = client.take(part);
                REQUIRE(taken);
                step = *taken;
            }
            CHECK(client.extract().payload == body);
        }
    }
}
