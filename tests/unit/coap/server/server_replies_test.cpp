// SPDX-License-Identifier: MIT
// Blocks, both ways, and what is counted of replies.
#include "coap/support/server_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("an exception in a resource is 5.00 and a line in the log")
{
    PlainBench node;
    const auto reply = node.answer(ask(Method::post, "counter").with_payload("throw"));
    CHECK(code_of(reply) == "5.00");
    CHECK(node.log.take() == "error: a request could not be answered: out of luck\n");
    CHECK(code_of(node.answer(ask(Method::get, "counter"))) == "2.05");
}

TEST_CASE("a large body comes in blocks of 512 bytes at most, whatever a client asks for")
{
    PlainBench node;
    struct Row {
        std::string what;
        std::optional<std::string> asked;
        std::string code;
        std::string block;
        std::size_t size;
    };
    const Row rows[] = {
        {"nothing said", {}, "2.05", "0d", 512},
        {"in 16", "00", "2.05", "08", 16},
        {"in 1024", "06", "2.05", "0d", 512},
        {"the second in 512", "15", "2.05", "1d", 512},
        {"the second in 1024, at 1024", "16", "2.05", "2d", 512},
        {"the last", "55", "2.05", "55", 440},
        {"one past the last", "65", "4.00", "", 30},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        auto request = ask(Method::get, "large");
        if (row.asked) request = request.with(option::block2, *row.asked);
        const auto reply = node.answer(request);
        CHECK(code_of(reply) == row.code);
        CHECK(reply.payload.size() == row.size);
        const auto list = reply.option_list();
        CHECK((list.find(" 23:" + row.block) != std::string::npos) == (row.code == "2.05"));
        CHECK((list.find(" 28:0bb8") != std::string::npos) == row.block.starts_with('0'));
    }
}

TEST_CASE("a late copy of the request for the first block does not begin the transfer anew")
{
    PlainBench node;
    auto first = ask(Method::get, "large").with(option::block2, "02");
    auto later = ask(Method::get, "large").with(option::block2, "12");
    const auto begun = node.answer(first);
    node.large->letter = 'y';
    CHECK(node.answer(first).payload == begun.payload);
    ++later.message_id;
    CHECK(node.answer(later).text() == std::string(64, 'x'));
    first.message_id += 2;
    CHECK(node.answer(first).text() == std::string(64, 'y'));
    CHECK(node.answer(later).text() == std::string(64, 'y'));
}

TEST_CASE("a transfer goes on after a reload, unless its resource was taken away or its client may no longer read it")
{
    PlainBench node;
    const auto next = ask(Method::get, "large").with(option::block2, "12");
    CHECK(code_of(node.answer(ask(Method::get, "large"))) == "2.05");
    Site same{node.make_site()};
    node.large->letter = 'y';
    node.adopt(same);
    CHECK(node.answer(next).text() == std::string(64, 'x'));
    Site none{std::vector<std::unique_ptr<Resource>>{}};
    node.adopt(none);
    CHECK(code_of(node.answer(next)) == "4.04");
    node.coap.anonymous = Role::none;
    node.adopt(same);
    CHECK(code_of(node.answer(next)) == "4.01");
}

TEST_CASE("a body in several blocks is run once, when it is whole, and each block is answered with its own option")
{
    PlainBench node;
    struct Row {
        std::string block;
        std::string payload;
        std::string answer;
        std::string options;
        int count;
    };
    const Row rows[] = {
        {"08", "0123456789abcdef", "2.31", "27:08", 0},
        {"18", "0123456789abcdef", "2.31", "27:18", 0},
        {"20", "end", "2.04", "27:20", 1},
        {"10", "end", "4.08", "27:10", 1},
        {"00", "all", "2.04", "27:", 2},
    };
    std::uint16_t message_id = 100;
    for (const auto& row : rows) {
        CAPTURE(row.block);
        auto post = ask(Method::post, "counter").with(option::block1, row.block).with_payload(row.payload);
        post.message_id = message_id++;
        for (int copies = 0; copies < 2; ++copies) {
            const auto reply = node.answer(post);
            CHECK(code_of(reply) == row.answer);
            CHECK(reply.option_list() == row.options);
            CHECK(node.counter->count == row.count);
        }
    }
}

TEST_CASE("a body that would be too large, or is not this client's to send, is refused with its first block")
{
    PlainBench node;
    auto large = ask(Method::post, "counter").with(option::block1, "0e").with_payload(std::string(1024, 'x'));
    large = large.with(60, "0401");  // Size1: 1 025
    const auto reply = node.answer(large);
    CHECK(code_of(reply) == "4.13");
    CHECK(reply.option_list() == "60:0400");
    const auto elsewhere = ask(Method::post, "nowhere").with(option::block1, "08").with_payload("0123456789abcdef");
    CHECK(code_of(node.answer(elsewhere)) == "4.04");
    CHECK(node.counter->count == 0);
}

TEST_CASE("Observe begins and ends an observation with leading zeros, too")
{
    PlainBench node;
    const auto observe = [&](const std::string& hex, std::uint16_t message_id) {
        auto message = Datagram{}.with(option::observe, hex).with_text(option::uri_path, "counter");
        message.message_id = message_id;
        return node.answer(message).option_list().find(" 6:") != std::string::npos;
    };
    CHECK(observe("000000", 1));
    CHECK(node.server.traffic().observers == 1);
    CHECK_FALSE(observe("000001", 2));
    CHECK(node.server.traffic().observers == 0);
}

TEST_CASE("requests are counted by what they ask, replies by what was sent")
{
    PlainBench node;
    constexpr auto content = static_cast<std::size_t>(Code::content);
    constexpr auto bad_request = static_cast<std::size_t>(Code::bad_request);
    constexpr auto failed = static_cast<std::size_t>(Code::internal_server_error);
    CHECK(code_of(node.answer(ask(Method::get, "large"))) == "2.05");
    // The resource has a body, but not this block of it.
    CHECK(code_of(node.answer(ask(Method::get, "large").with(option::block2, "65"))) == "4.00");
    CHECK(code_of(node.answer(ask(Method::post, "counter").with_payload("throw"))) == "5.00");
    const auto traffic = node.server.traffic();
    CHECK(traffic.requests[1] == 2);
    CHECK(traffic.requests[2] == 1);
    CHECK(traffic.replies[content] == 1);
    CHECK(traffic.replies[bad_request] == 1);
    CHECK(traffic.replies[failed] == 1);
}

TEST_CASE("requests that fail are of one cause in the log, whoever asks")
{
    PlainBench node;
    const auto failing = ask(Method::post, "counter").with_payload("throw");
    for (int i = 0; i < 2; ++i)
        CHECK(code_of(node.answer(failing)) == "5.00");
    CHECK(node.log.take_causes() == std::vector<std::string>{"request", "request"});
}
