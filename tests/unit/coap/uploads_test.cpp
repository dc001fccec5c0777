// SPDX-License-Identifier: MIT
#include "coap/uploads.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr std::size_t plenty = 1024;
constexpr unsigned sixteen = 0;  // SZX of 16 bytes
const std::string full_block = "0123456789abcdef";

UploadKey led_of(const std::string& peer)
{
    return {peer, 0, Method::put, {"led"}, {}, std::nullopt, {}};
}

struct Desk {
    FakeScheduler time;
    Uploads uploads{time};

    /// "more", the whole body, or what went wrong.
    std::string take(const UploadKey& key, Block block, const std::string& text, std::size_t largest = plenty)
    {
        const auto bytes = to_bytes(text);
        const auto taken = uploads.take(key, block, bytes, largest);
        if (!taken) return "error: " + taken.error().message;
        return *taken ? std::string{as_text(**taken)} : "more";
    }
};

const std::string begin_again = "error: the first blocks of this body are not here: begin again";
const std::string missing = "error: a block is missing: begin again";
const std::string wrong_size = "error: a block has another size than its option says";

}  // namespace

TEST_CASE("blocks in a row make a body; anything else an error that tells the client what to do")
{
    struct Step {
        Block block;
        std::string text;
        std::string answer;
    };
    const Step first{{0, true, sixteen}, full_block, "more"};
    const Step second{{1, true, sixteen}, full_block, "more"};
    const std::vector<Step> rows[] = {
        {first, {{1, false, sixteen}, "end", full_block + "end"}},
        {first, second, {{2, false, sixteen}, "", full_block + full_block}},
        {first, second, second, {{2, false, sixteen}, "end", full_block + full_block + "end"}},
        {first, first, {{1, false, sixteen}, "end", full_block + "end"}},
        // Larger blocks from the same offset on.
        {first, second, {{1, false, 1}, "end", full_block + full_block + "end"}},
        {first, {{2, false, sixteen}, "end", missing}, {{1, false, sixteen}, "end", begin_again}},
        {first, second, second, {{0, false, sixteen}, "all", "all"}},
        {{{1, false, sixteen}, "end", begin_again}},
        {{{0, true, sixteen}, "short", wrong_size}, {{1, false, sixteen}, "end", begin_again}},
        {{{0, true, 1}, full_block, wrong_size}},
        {first, {{1, false, sixteen}, full_block + "x", wrong_size}},
    };
    for (const auto& steps : rows) {
        Desk desk;
        for (const auto& step : steps) {
            CAPTURE(step.block.number);
            CHECK(desk.take(led_of("ann"), step.block, step.text) == step.answer);
        }
    }
}

TEST_CASE("a body may have as many bytes as the resource takes, and not one more")
{
    Desk desk;
    const auto key = led_of("ann");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 20) == "more");
    CHECK(desk.take(key, {1, false, sixteen}, "1234", 20) == full_block + "1234");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 20) == "more");
    CHECK(desk.take(key, {1, false, sixteen}, "12345", 20) == "error: this resource takes bodies of at most 20 bytes");
    CHECK(desk.take(key, {1, false, sixteen}, "1234", 20) == begin_again);
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 17) == "more");
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 16) ==
          "error: this resource takes bodies of at most 16 bytes");  // there is more to come
    CHECK(desk.take(key, {0, true, sixteen}, full_block, 15) ==
          "error: this resource takes bodies of at most 15 bytes");
    CHECK(desk.uploads.size() == 0);
}

TEST_CASE("bodies are told apart by who sends them, in which session, how, to what, and by their Request-Tag")
{
    const auto own = led_of("ann");
    std::vector<UploadKey> others(7, own);
    others[0].peer = "bob";
    others[1].session = 1;
    others[2].method = Method::post;
    others[3].path = {"leds", "led"};
    others[4].query = {"a=1"};
    others[5].content_format = 60;
    others[6].request_tag = {1};
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
    CHECK(desk.take(key, {0, true, sixteen}, full_block) == "more");
    desk.time.advance(Uploads::lifetime - 1us);
    CHECK(desk.take(key, {1, true, sixteen}, full_block) == "more");
    desk.time.advance(Uploads::lifetime - 1us);
    CHECK(desk.take(led_of("bob"), {0, true, sixteen}, full_block) == "more");
    CHECK(desk.uploads.size() == 2);
    desk.time.advance(1us);
    CHECK(desk.take(key, {2, false, sixteen}, "end") == begin_again);
    CHECK(desk.uploads.size() == 1);
}

TEST_CASE("past the capacity the body that waited longest is forgotten")
{
    Desk desk;
    for (std::size_t i = 0; i < Uploads::capacity; ++i)
        CHECK(desk.take(led_of(std::to_string(i)), {0, true, sixteen}, full_block) == "more");
    CHECK(desk.take(led_of("0"), {1, true, sixteen}, full_block) == "more");
    CHECK(desk.take(led_of("late"), {0, true, sixteen}, full_block) == "more");
    CHECK(desk.uploads.size() == Uploads::capacity);
    CHECK(desk.take(led_of("1"), {1, false, sixteen}, "end") == begin_again);
    CHECK(desk.take(led_of("0"), {2, false, sixteen}, "end") == full_block + full_block + "end");
}
