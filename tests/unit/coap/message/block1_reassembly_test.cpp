// SPDX-License-Identifier: MIT
#include "coap/message/block1_reassembly.hpp"

#include "support/fake_scheduler.hpp"
#include "support/peers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr std::size_t plenty = 1024;
constexpr unsigned sixteen = 0;  // SZX of 16 bytes
const std::string full_block = "0123456789abcdef";
const std::string other_block = "ABCDEFGHIJKLMNOP";

BodyKey led_of(const std::string& peer)
{
    return {peer_named(peer), 0, Method::put, {1, 2, 3}};
}

struct Desk {
    FakeScheduler time;
    Block1Reassembly uploads{time};

    /// "more", the whole body, or what went wrong.
    std::string take(const BodyKey& key, Block block, const std::string& text, std::size_t largest = plenty)
    {
        const auto bytes = to_bytes(text);
        const auto taken = uploads.take(key, block, bytes, largest);
        if (taken) return *taken ? std::string{as_text(**taken)} : "more";
        const auto& refusal = taken.error();
        const auto wait = refusal.max_age ? " in " + std::to_string(*refusal.max_age) : "";
        return code_text(static_cast<std::uint8_t>(refusal.code)) + wait + ' ' + std::string{as_text(*refusal.payload)};
    }

    std::string begin(const std::string& peer) { return take(led_of(peer), {0, true, sixteen}, full_block); }
};

const std::string begin_again = "4.08 the first blocks of this body are missing: start again";
const std::string missing_after_16 = "4.08 a block is missing: continue at byte 16, or start again";
const std::string wrong_size = "4.00 a block does not have the size that its Block option gives";
const std::string too_large = "4.13 this resource accepts bodies of at most ";
const std::string busy = " too many bodies are being sent in blocks: try again later";

struct Step {
    Block block;
    std::string text;
    std::string answer;
};

void check(const std::vector<std::vector<Step>>& rows)
{
    for (const auto& steps : rows) {
        Desk desk;
        for (const auto& step : steps) {
            CAPTURE(step.block.number);
            CAPTURE(step.text);
            CHECK(desk.take(led_of("ann"), step.block, step.text) == step.answer);
        }
    }
}

const Step first{{0, true, sixteen}, full_block, "more"};
const Step second{{1, true, sixteen}, full_block, "more"};
const Step third{{2, true, sixteen}, full_block, "more"};

}  // namespace

TEST_CASE("blocks in a row make a body; anything else an error that tells the client what to do")
{
    check({
        {first, {{1, false, sixteen}, "end", full_block + "end"}},
        {first, second, {{2, false, sixteen}, "", full_block + full_block}},
        // Larger blocks from the same offset on, and from within what is there.
        {first, second, {{1, false, 1}, "end", full_block + full_block + "end"}},
        {first,
         second,
         third,
         {{1, true, 1}, full_block + other_block, "more"},
         {{4, false, sixteen}, "end", full_block + full_block + full_block + other_block + "end"}},
        {{{0, false, sixteen}, "all", "all"}},
        {{{0, false, sixteen}, "", ""}},
        {{{1, false, sixteen}, "end", begin_again}},
        {{{0, true, sixteen}, "short", wrong_size}, {{1, false, sixteen}, "end", begin_again}},
        {{{0, true, 1}, full_block, wrong_size}},
        {{{0, false, sixteen}, full_block + "x", wrong_size}},
        {first, {{1, false, sixteen}, full_block + "x", wrong_size}, {{1, false, sixteen}, "end", begin_again}},
    });
}

TEST_CASE("a block that comes again changes nothing")
{
    check({
        {first, first, {{1, false, sixteen}, "end", full_block + "end"}},
        {first, second, second, {{2, false, sixteen}, "end", full_block + full_block + "end"}},
        {first, second, first, {{2, false, sixteen}, "end", full_block + full_block + "end"}},
        {first, second, third, second, first, {{3, false, sixteen}, "", full_block + full_block + full_block}},
    });
}

TEST_CASE("after a gap the body is as it was: the client goes on or begins again")
{
    const Step gap{{2, true, sixteen}, full_block, missing_after_16};
    check({
        {first, gap, {{1, false, sixteen}, "end", full_block + "end"}},
        {first, gap, gap, second, {{2, false, sixteen}, "end", full_block + full_block + "end"}},
        {first, gap, first, {{1, false, sixteen}, "end", full_block + "end"}},
        {first,
         {{2, false, sixteen}, "end", missing_after_16},
         second,
         {{2, false, sixteen}, "", full_block + full_block}},
    });
}

TEST_CASE("a client that begins again sends another body, however much of it is the same")
{
    const Step other_first{{0, true, sixteen}, other_block, "more"};
    const Step other_second{{1, true, sixteen}, other_block, "more"};
    check({
        {first, second, {{0, false, sixteen}, "all", "all"}, {{2, false, sixteen}, "end", begin_again}},
        {first, second, other_first, {{1, false, sixteen}, "end", other_block + "end"}},
        {first, second, other_first, {{2, false, sixteen}, "end", missing_after_16}},
        {first, second, third, first, other_second, {{2, false, sixteen}, "end", full_block + other_block + "end"}},
        {first, second, third, first, {{1, false, sixteen}, "end", full_block + "end"}},
        // A shorter one, all of which is the beginning of the longer one.
        {first, second, third, first, {{1, false, sixteen}, full_block, full_block + full_block}},
        {first, second, third, {{0, false, sixteen}, full_block, full_block}},
    });
}

TEST_CASE("a body may have as many bytes as the resource takes, and not one more")
{
    Desk desk;
    const auto key = led_of("ann");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 20) == "more");
    CHECK(desk.take(key, {1, false, sixteen}, "1234", 20) == full_block + "1234");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 20) == "more");
    CHECK(desk.take(key, {1, false, sixteen}, "12345", 20) == too_large + "20 bytes");
    CHECK(desk.take(key, {1, false, sixteen}, "1234", 20) == begin_again);
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 17) == "more");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 16) == too_large + "16 bytes");  // there is more to come
    CHECK(desk.take(key, {0, false, sixteen}, full_block, 16) == full_block);
    CHECK(desk.take(key, {0, false, sixteen}, full_block, 15) == too_large + "15 bytes");
    CHECK(desk.uploads.size() == 0);
}

TEST_CASE("bodies are told apart by who sends them, in which session, how, and with which options")
{
    const auto own = led_of("ann");
    std::vector<BodyKey> others(4, own);
    others[0].peer = peer_named("bob");
    others[1].session = 1;
    others[2].method = Method::post;
    others[3].options = {1, 2, 4};
    for (const auto& other : others) {
        Desk desk;
        CHECK(desk.take(own, {0, true, sixteen}, full_block) == "more");
        CHECK(desk.take(other, {1, false, sixteen}, "end") == begin_again);
        CHECK(desk.take(own, {1, false, sixteen}, "end") == full_block + "end");
    }
}

TEST_CASE("an unfinished body is forgotten a minute after its last block")
{
    Desk desk;
    const auto key = led_of("ann");
    CHECK(desk.begin("ann") == "more");
    desk.time.advance(Block1Reassembly::lifetime - 1us);
    CHECK(desk.take(key, {1, true, sixteen}, full_block) == "more");
    desk.time.advance(Block1Reassembly::lifetime - 1us);
    CHECK(desk.begin("bob") == "more");
    CHECK(desk.uploads.size() == 2);
    desk.time.advance(1us);
    CHECK(desk.take(key, {2, false, sixteen}, "end") == begin_again);
    CHECK(desk.uploads.size() == 1);
}

TEST_CASE("while all places are taken by bodies that go on, another has to wait until one is idle")
{
    Desk desk;
    for (std::size_t i = 0; i < Block1Reassembly::capacity; ++i)
        CHECK(desk.begin(std::to_string(i)) == "more");
    desk.time.advance(4s);
    CHECK(desk.begin("late") == "5.03 in 6" + busy);
    CHECK(desk.take(led_of("late"), {0, false, sixteen}, "all") == "all");  // takes no place
    CHECK(desk.take(led_of("0"), {1, true, sixteen}, full_block) == "more");
    desk.time.advance(6s - 1us);
    CHECK(desk.begin("late") == "5.03 in 1" + busy);
    desk.time.advance(1us);
    CHECK(desk.begin("late") == "more");
    CHECK(desk.uploads.size() == Block1Reassembly::capacity);
    CHECK(desk.take(led_of("0"), {2, false, sixteen}, "end") == full_block + full_block + "end");
    CHECK(desk.take(led_of("1"), {1, false, sixteen}, "end") == begin_again);
    CHECK(desk.take(led_of("2"), {1, false, sixteen}, "end") == full_block + "end");
}

TEST_CASE("one peer has two places at most, and gives up its own older one for a third")
{
    Desk desk;
    const auto tagged = [](std::uint8_t tag) { return BodyKey{peer_named("ann"), 0, Method::put, {tag}}; };
    for (std::size_t i = 0; i + Block1Reassembly::most_per_peer < Block1Reassembly::capacity; ++i)
        CHECK(desk.begin(std::to_string(i)) == "more");
    for (std::uint8_t tag = 0; tag < Block1Reassembly::most_per_peer; ++tag)
        CHECK(desk.take(tagged(tag), {0, true, sixteen}, full_block) == "more");
    CHECK(desk.uploads.size() == Block1Reassembly::capacity);
    CHECK(desk.take(tagged(0), {1, true, sixteen}, full_block) == "more");
    CHECK(desk.take(tagged(9), {0, true, sixteen}, full_block) == "more");
    CHECK(desk.uploads.size() == Block1Reassembly::capacity);
    CHECK(desk.take(tagged(1), {1, false, sixteen}, "end") == begin_again);
    CHECK(desk.take(tagged(0), {2, false, sixteen}, "end") == full_block + full_block + "end");
    CHECK(desk.take(led_of("0"), {1, false, sixteen}, "end") == full_block + "end");
}
