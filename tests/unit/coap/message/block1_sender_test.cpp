// SPDX-License-Identifier: MIT
#include "coap/message/block1_sender.hpp"

#include "coap/message/block1_reassembly.hpp"
#include "support/fake_scheduler.hpp"
#include "support/messages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>

using namespace coapnode;

namespace {

constexpr std::uint8_t go_on = code_number(2, 31);
constexpr std::uint8_t changed = code_number(2, 4);
constexpr std::uint8_t incomplete = code_number(4, 8);
constexpr std::uint8_t too_large = code_number(4, 13);

/// "27: number/more/bytes offset+length", or "whole length".
std::string shown(const Result<Block1Sender::Part>& part)
{
    if (!part) return "failed";
    if (!part->block) return "whole " + std::to_string(part->length);
    const auto& block = *part->block;
    return std::to_string(block.number) + '/' + (block.more ? '1' : '0') + '/' + std::to_string(block.size()) + ' ' +
           std::to_string(part->offset) + '+' + std::to_string(part->length) +
           (part->size1 ? " of " + std::to_string(*part->size1) : "");
}

struct Answer {
    std::uint8_t code{};
    std::optional<Block> block1;
    std::string then;  ///< the next part, "answered" or "nonsense"
};

struct Row {
    std::string what;
    std::size_t size{};
    std::string first;
    std::vector<Answer> answers;
};

std::string take(Block1Sender& sender, const Answer& answer)
{
    const auto step = sender.take(answer.code, answer.block1);
    if (!step) return step.error() == Errc::bad_answer ? "nonsense" : "failed";
    return *step == Block1Sender::Step::answered ? "answered" : shown(sender.part());
}

void check(const std::vector<Row>& rows)
{
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Block1Sender sender{row.size, 2};  // 64 bytes
        CHECK(shown(sender.part()) == row.first);
        for (const auto& answer : row.answers)
            CHECK(take(sender, answer) == answer.then);
    }
}

}  // namespace

TEST_CASE("a body goes whole where it fits, else in blocks")
{
    check({
        {"nothing", 0, "whole 0", {{changed, {}, "answered"}}},
        {"what fits", 64, "whole 64", {{changed, {}, "answered"}}},
        {"a byte more",
         65,
         "0/1/64 0+64 of 65",
         {{go_on, Block{0, true, 2}, "1/0/64 64+1"}, {changed, Block{1, false, 2}, "answered"}}},
        {"two full ones",
         128,
         "0/1/64 0+64 of 128",
         {{go_on, Block{0, true, 2}, "1/0/64 64+64"}, {changed, Block{1, false, 2}, "answered"}}},
        {"a server that does not say which block it means",
         128,
         "0/1/64 0+64 of 128",
         {{go_on, {}, "1/0/64 64+64"}, {changed, {}, "answered"}}},
    });
}

TEST_CASE("a server asks for smaller blocks (RFC 7959 sections 2.3 and 2.9.3)")
{
    check({
        {"with its first 2.31: from the same offset on",
         200,
         "0/1/64 0+64 of 200",
         {{go_on, Block{0, true, 0}, "4/1/16 64+16"}, {go_on, Block{4, true, 0}, "5/1/16 80+16"}}},
        {"larger ones are not sent", 200, "0/1/64 0+64 of 200", {{go_on, Block{0, true, 6}, "1/1/64 64+64"}}},
        {"with a 4.13 to the first block: from the beginning",
         200,
         "0/1/64 0+64 of 200",
         {{too_large, Block{0, true, 1}, "0/1/32 0+32 of 200"},
          {too_large, Block{0, true, 0}, "0/1/16 0+16 of 200"},
          {too_large, Block{0, true, 0}, "answered"}}},
        {"with a 4.13 to the whole body", 60, "whole 60", {{too_large, Block{0, false, 1}, "0/1/32 0+32 of 60"}}},
        {"which are no smaller than the body", 30, "whole 30", {{too_large, Block{0, false, 1}, "answered"}}},
        {"a 4.13 that asks for nothing", 200, "0/1/64 0+64 of 200", {{too_large, {}, "answered"}}},
        {"a 4.13 in the midst",
         200,
         "0/1/64 0+64 of 200",
         {{go_on, Block{0, true, 2}, "1/1/64 64+64"}, {too_large, Block{1, true, 0}, "answered"}}},
    });
}

TEST_CASE("a server that has lost the first blocks is sent them again, once (RFC 7959 section 2.9.2)")
{
    check({
        {"in the midst",
         200,
         "0/1/64 0+64 of 200",
         {{go_on, Block{0, true, 2}, "1/1/64 64+64"},
          {incomplete, {}, "0/1/64 0+64 of 200"},
          {go_on, Block{0, true, 2}, "1/1/64 64+64"},
          {incomplete, {}, "answered"}}},
        {"at the first block there is nothing to lose", 200, "0/1/64 0+64 of 200", {{incomplete, {}, "answered"}}},
    });
}

TEST_CASE("a server acts upon each block alone (RFC 7959 section 2.3), or ends the transfer")
{
    check({
        {"each alone",
         130,
         "0/1/64 0+64 of 130",
         {{changed, Block{0, false, 2}, "1/1/64 64+64"},
          {changed, Block{1, false, 2}, "2/0/64 128+2"},
          {changed, Block{2, false, 2}, "answered"}}},
        {"an early end", 130, "0/1/64 0+64 of 130", {{changed, {}, "answered"}}},
        {"an error", 130, "0/1/64 0+64 of 130", {{code_number(4, 3), Block{0, false, 2}, "answered"}}},
    });
}

TEST_CASE("a 2.31 that makes no sense")
{
    check({
        {"to a whole body", 10, "whole 10", {{go_on, {}, "nonsense"}}},
        {"to the last block",
         100,
         "0/1/64 0+64 of 100",
         {{go_on, Block{0, true, 2}, "1/0/64 64+36"}, {go_on, Block{1, true, 2}, "nonsense"}}},
        {"to a block before",
         200,
         "0/1/64 0+64 of 200",
         {{go_on, Block{0, true, 2}, "1/1/64 64+64"}, {go_on, Block{0, true, 2}, "nonsense"}}},
        {"to a block to come", 200, "0/1/64 0+64 of 200", {{go_on, Block{1, true, 2}, "nonsense"}}},
    });
}

TEST_CASE("as many blocks as can be numbered, and not one more")
{
    constexpr std::size_t most = 16 * (std::size_t{Block::largest_number} + 1);
    CHECK(Block1Sender{most, 0}.part().has_value());
    CHECK(Block1Sender{most + 1, 0}.part().error() == Errc::too_large);
    CHECK(Block1Sender{most + 1, 1}.part().has_value());
}

TEST_CASE("what is cut here is put together there, whatever the sizes")
{
    FakeScheduler time;
    for (unsigned exponent = 0; exponent <= Block::largest_exponent; ++exponent) {
        for (const std::size_t size : {17U, 64U, 65U, 1000U, 1024U, 1025U, 3000U}) {
            CAPTURE(exponent);
            CAPTURE(size);
            Bytes body(size);
            std::iota(body.begin(), body.end(), std::uint8_t{});
            Block1Reassembly server{time};
            Block1Sender client{size, exponent};
            std::optional<Bytes> whole;
            for (auto step = Block1Sender::Step::send_part; step == Block1Sender::Step::send_part;) {
                const auto part = client.part().value();
                const auto bytes = ByteView{body}.subspan(part.offset, part.length);
                if (!part.block) {
                    whole = Bytes{bytes.begin(), bytes.end()};
                    break;
                }
                const auto taken = server.take({}, *part.block, bytes, 4000);
                REQUIRE(taken);
                whole = *taken;
                step = client.take(whole ? changed : go_on, part.block).value();
            }
            CHECK(whole == body);
        }
    }
}
