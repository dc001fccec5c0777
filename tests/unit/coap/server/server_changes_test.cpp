// SPDX-License-Identifier: MIT
// What a change is answered with: once, in one block or in several.
#include "coap/support/server_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Datagram toggle(std::uint16_t message_id)
{
    auto post = ask(Method::post, "counter").with_payload("tell");
    post.message_id = message_id;
    return post;
}

}  // namespace

TEST_CASE("a change that is told of has a body, a format and an ETag, and a copy gets the very same bytes")
{
    PlainBench node;
    for (const auto id : {std::uint16_t{1}, std::uint16_t{2}}) {
        node.client.send(node.plain, encoded(toggle(id)));
        node.process();
        const auto first = node.client.receive();
        REQUIRE(first.has_value());
        const auto reply = decoded(*first);
        CHECK(code_of(reply) == "2.04");
        CHECK(reply.text() == std::string(100, static_cast<char>('a' + id)));
        CHECK(reply.option_list().starts_with("4:"));
        CHECK(reply.option_list().ends_with(" 12:"));
        node.counter->set(7);  // whatever it is meanwhile
        for (int copy = 0; copy < 2; ++copy) {
            node.client.send(node.plain, encoded(toggle(id)));
            node.process();
            CHECK(node.client.receive() == first);
        }
        CHECK(node.counter->count == 7);
        node.counter->set(id);
    }
}

TEST_CASE("the answer to a change in blocks: the others are asked for by the same method, and nothing is run again")
{
    PlainBench node;
    const auto part = [&](std::uint16_t id, const char* block, bool with_body) {
        auto post = toggle(id).with(option::block2, block);
        if (!with_body) post.payload.clear();
        return node.answer(post);
    };
    const auto first = part(1, "01", true);  // 32 bytes
    CHECK(code_of(first) == "2.04");
    CHECK(first.text() == std::string(32, 'b'));
    CHECK(first.option_list().find(" 23:09 28:64") != std::string::npos);
    CHECK(part(1, "01", true).text() == first.text());
    const auto second = part(2, "11", false);
    CHECK(code_of(second) == "2.04");
    CHECK(second.text() == std::string(32, 'b'));
    CHECK(second.option_list().find(" 23:19") != std::string::npos);
    CHECK(part(3, "21", false).text().size() == 32);
    const auto last = part(4, "31", false);
    CHECK(last.text() == std::string(4, 'b'));
    CHECK(last.option_list().find(" 23:31") != std::string::npos);
    CHECK(code_of(part(5, "41", false)) == "4.00");
    CHECK(node.counter->count == 1);
    CHECK(code_of(node.answer(ask(Method::get, "counter").with(option::block2, "11"))) == "4.00");
    CHECK_MESSAGE(part(6, "31", false).text() == last.text(), "a GET is another transfer");
    CHECK(node.counter->count == 1);
}

TEST_CASE("who asks for a further block of an answer that nobody began changes nothing")
{
    PlainBench node;
    const auto further = toggle(1).with(option::block2, "11");
    const auto refused = node.answer(further);
    CHECK(code_of(refused) == "4.00");
    CHECK(refused.text() == "there is no block-wise answer to continue: start again");
    node.coap.anonymous = Role::read;
    node.adopt();
    CHECK(code_of(node.answer(further)) == "4.01");
    CHECK(node.counter->count == 0);
}

TEST_CASE("a body in blocks, and an answer in blocks")
{
    PlainBench node;
    auto post = toggle(1).with(option::block2, "00").with(option::block1, "00");
    const auto reply = node.answer(post);
    CHECK(code_of(reply) == "2.04");
    CHECK(reply.text() == std::string(16, 'b'));
    CHECK(reply.option_list().find(" 23:08 27: 28:64") != std::string::npos);
    CHECK(node.counter->count == 1);
}
