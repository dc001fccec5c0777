// SPDX-License-Identifier: MIT
#include "coap/client/client_exchange.hpp"

#include "coap/client/client_bench.hpp"
#include "coap/support/moved_clocks.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

const OutgoingRequest get{Method::get, {"a"}, {}};
constexpr std::uint16_t size1 = 60;

OutgoingRequest put(std::size_t size)
{
    OutgoingRequest request{Method::put, {"a"}, {}};
    request.content_format = 50;
    request.payload = Bytes(size, 'x');
    return request;
}

Datagram acknowledged(const Datagram& request)
{
    Datagram empty;
    empty.type = MessageType::ack;
    empty.code = 0;
    empty.message_id = request.message_id;
    empty.token.clear();
    return empty;
}

}  // namespace

TEST_CASE("a request is answered with its acknowledgement, later, or not confirmably")
{
    ClientBench bench;
    ExchangeOptions options;
    SUBCASE("at once")
    {
        const auto exchange = bench.ask(get);
        const auto asked = bench.hear();
        CHECK(asked.type == MessageType::con);
        CHECK(asked.option_list() == "11:61");
        CHECK(asked.token.size() == 8);
        bench.reply(answer_to(asked, 2, 5, "hello"));
        CHECK(bench.hears_nothing());
    }
    SUBCASE("later, which is acknowledged")
    {
        const auto exchange = bench.ask(get);
        const auto asked = bench.hear();
        bench.reply(acknowledged(asked));
        CHECK(bench.results.empty());
        auto answer = answer_to(asked, 2, 5, "hello");
        answer.type = MessageType::con;
        answer.message_id = 77;
        bench.reply(answer);
        const auto heard = bench.hear();
        CHECK(heard.type == MessageType::ack);
        CHECK(heard.message_id == 77);
    }
    SUBCASE("not confirmably")
    {
        options.reliability = Session::Reliability::non_confirmable;
        const auto exchange = bench.ask(get, options);
        const auto asked = bench.hear();
        CHECK(asked.type == MessageType::non);
        auto answer = answer_to(asked, 2, 5, "hello");
        answer.type = MessageType::non;
        bench.reply(answer);
    }
    CHECK(bench.results == std::vector<std::string>{"2.05 hello"});
    bench.time.advance(60s);
    CHECK(bench.results.size() == 1);
    CHECK(bench.time.pending() <= 1);  // libcoap's own
}

TEST_CASE("why there is no answer")
{
    ClientBench bench;
    const auto exchange = bench.ask(get);
    const auto asked = bench.hear();
    SUBCASE("silence, at the deadline and not before")
    {
        bench.time.advance(10s - 1ms);
        CHECK(bench.errors.empty());
        bench.time.advance(1ms);
        CHECK(bench.errors == std::vector{Errc::silent});
    }
    SUBCASE("an acknowledgement and then silence")
    {
        bench.reply(acknowledged(asked));
        bench.time.advance(10s);
        CHECK(bench.errors == std::vector{Errc::late});
    }
    SUBCASE("silence, while another request is answered")
    {
        ExchangeOptions loose;
        loose.reliability = Session::Reliability::non_confirmable;
        const auto other = bench.ask(get, loose);
        bench.reply(answer_to(bench.hear(), 2, 5, "other"));
        bench.time.advance(10s);
        CHECK(bench.errors == std::vector{Errc::late});
    }
    SUBCASE("a reset")
    {
        auto reset = acknowledged(asked);
        reset.type = MessageType::rst;
        bench.reply(reset);
        CHECK(bench.errors == std::vector{Errc::rejected});
    }
    SUBCASE("nonsense: a critical option that no answer has")
    {
        bench.reply(answer_to(asked, 2, 5).with_text(option::uri_path, "a"));
        CHECK(bench.errors == std::vector{Errc::bad_answer});
    }
    SUBCASE("nonsense: a critical option that libcoap drops an answer for")
    {
        bench.reply(answer_to(asked, 2, 5).with(2049, "01"));
        CHECK(bench.errors == std::vector{Errc::bad_answer});
    }
    SUBCASE("nonsense: 2.31 to what has no blocks")
    {
        bench.reply(answer_to(asked, 2, 31));
        CHECK(bench.errors == std::vector{Errc::bad_answer});
    }
    SUBCASE("an answer with another token is none, and is rejected")
    {
        auto other = answer_to(asked, 2, 5, "x");
        other.type = MessageType::con;
        other.token = "otherone";
        bench.reply(other);
        CHECK(bench.hear().type == MessageType::rst);
        CHECK(bench.results.empty());
        bench.reply(answer_to(asked, 2, 5, "own"));
        CHECK(bench.results == std::vector<std::string>{"2.05 own"});
    }
    SUBCASE("an error is an answer")
    {
        bench.reply(answer_to(asked, 4, 4, "no"));
        CHECK(bench.results == std::vector<std::string>{"4.04 no"});
        CHECK(bench.errors.empty());
    }
}

TEST_CASE("what cannot be sent fails from the loop")
{
    ClientBench bench;
    const auto exchange = bench.ask({Method::get, {std::string(256, 'x')}, {}});
    CHECK(bench.errors == std::vector{Errc::bad_option});
    CHECK(bench.hears_nothing());
}

TEST_CASE("a body goes in blocks of the size that the server asks for")
{
    ClientBench bench;
    const auto exchange = bench.ask(put(1000));
    auto asked = bench.hear();
    CHECK(asked.option_list() == "11:61 12:32 27:0d 60:03e8");
    CHECK(asked.payload.size() == 512);
    const auto first_answer = answer_to(asked, 2, 31).with(option::block1, "0c");  // 256 bytes
    bench.reply(first_answer);
    asked = bench.hear();
    CHECK(asked.token == first_answer.token);  // npm's coap tells bodies apart by it
    CHECK(asked.option_list() == "11:61 12:32 27:2c");
    CHECK(asked.payload.size() == 256);
    auto copy = first_answer;
    copy.type = MessageType::non;
    copy.message_id = 77;
    bench.reply(copy);
    CHECK(bench.hears_nothing());
    CHECK(bench.results.empty());
    bench.reply(answer_to(asked, 2, 31).with(option::block1, "2c"));
    asked = bench.hear();
    CHECK(asked.option_list() == "11:61 12:32 27:34");
    CHECK(asked.payload.size() == 232);
    bench.reply(answer_to(asked, 2, 4).with(option::block1, "34"));
    CHECK(bench.results == std::vector<std::string>{"2.04 "});
}

TEST_CASE("a 4.13 that asks for smaller blocks begins anew with those")
{
    ClientBench bench;
    const auto exchange = bench.ask(put(1000));
    bench.reply(answer_to(bench.hear(), 4, 13).with(option::block1, "02"));
    const auto asked = bench.hear();
    CHECK(asked.option_list() == "11:61 12:32 27:0a 60:03e8");
    CHECK(asked.payload.size() == 64);
    bench.reply(answer_to(asked, 4, 13).with(size1, "20"));
    CHECK(bench.results == std::vector<std::string>{"4.13 "});
}

TEST_CASE("an answer comes in blocks, which are asked for without what was conditional")
{
    ClientBench bench;
    auto request = get;
    request.etags = {{1}};
    request.accept = 50;
    const auto exchange = bench.ask(request);
    auto asked = bench.hear();
    CHECK(asked.option_list() == "4:01 11:61 17:32");
    bench.reply(answer_to(asked, 2, 5, "0123456789abcdef").with(option::etag, "02").with(option::block2, "08"));
    const auto token = asked.token;
    asked = bench.hear();
    CHECK(asked.option_list() == "11:61 17:32 23:10");
    CHECK(asked.token != token);
    bench.reply(answer_to(asked, 2, 5, "end").with(option::etag, "02").with(option::block2, "10"));
    CHECK(bench.results == std::vector<std::string>{"2.05 0123456789abcdefend"});
}

TEST_CASE(
    "an answer that changes between its blocks is fetched anew; that of a change is not, for it would change again")
{
    ClientBench bench;
    const bool is_get = true;
    for (const bool safe : {is_get, !is_get}) {
        CAPTURE(safe);
        bench.results.clear();
        auto request = get;
        if (!safe) request.method = Method::post;
        const auto exchange = bench.ask(request);
        const auto first = [](const Datagram& asked, std::string_view etag) {
            return answer_to(asked, 2, 5, "0123456789abcdef").with(option::etag, etag).with(option::block2, "08");
        };
        bench.reply(first(bench.hear(), "01"));
        bench.reply(answer_to(bench.hear(), 2, 5, "x").with(option::etag, "02").with(option::block2, "10"));
        if (!safe) {
            CHECK(bench.results == std::vector<std::string>{"the answer changed while its blocks were being fetched"});
            continue;
        }
        const auto asked = bench.hear();
        CHECK(asked.option_list() == "11:61 23:");
        bench.reply(first(asked, "02"));
        bench.reply(answer_to(bench.hear(), 2, 5, "y").with(option::etag, "02").with(option::block2, "10"));
        CHECK(bench.results == std::vector<std::string>{"2.05 0123456789abcdefy"});
    }
}

TEST_CASE("an answer over the bound is given up")
{
    ClientBench bench;
    ExchangeOptions options;
    options.largest_answer = 20;
    options.answer_exponent = 0;
    const auto exchange = bench.ask(get, options);
    const auto asked = bench.hear();
    CHECK(asked.option_list() == "11:61 23:");
    bench.reply(answer_to(asked, 2, 5, "0123456789abcdef").with(option::block2, "08"));
    bench.reply(answer_to(bench.hear(), 2, 5, "01234").with(option::block2, "10"));
    CHECK(bench.errors == std::vector{Errc::bad_answer});
}

TEST_CASE("one confirmable request at a time; others do not wait")
{
    ClientBench bench;
    ExchangeOptions patient;
    patient.timeout = 30s;
    const auto first = bench.ask(get);
    const auto second = bench.ask({Method::get, {"b"}, {}}, patient);
    const auto asked = bench.hear();
    CHECK(bench.hears_nothing());
    ExchangeOptions loose;
    loose.reliability = Session::Reliability::non_confirmable;
    const auto third = bench.ask({Method::get, {"c"}, {}}, loose);
    CHECK(bench.hear().option_list() == "11:63");
    SUBCASE("the second goes when the first is answered")
    {
        bench.reply(answer_to(asked, 2, 5, "one"));
    }
    SUBCASE("or is acknowledged, and will be answered later")
    {
        bench.reply(acknowledged(asked));
    }
    SUBCASE("or has failed")
    {
        bench.time.advance(10s);
    }
    CHECK(bench.hear().option_list() == "11:62");
}

TEST_CASE("a further block waits for its turn when another request has it by then")
{
    ClientBench bench;
    const auto first = bench.ask(get);
    const auto second = bench.ask({Method::get, {"b"}, {}});
    const auto asked = bench.hear();
    bench.reply(acknowledged(asked));
    const auto other = bench.hear();

    auto begun = answer_to(asked, 2, 5, std::string(16, 'x')).with(option::block2, "08");
    begun.type = MessageType::non;
    begun.message_id = 77;
    bench.reply(begun);
    CHECK(bench.hears_nothing());
    bench.reply(answer_to(other, 2, 5, "two"));
    bench.reply(answer_to(bench.hear(), 2, 5, "y").with(option::block2, "10"));
    CHECK(bench.results == std::vector<std::string>{"2.05 two", "2.05 xxxxxxxxxxxxxxxxy"});
}

TEST_CASE("a request that is given up: its answer is rejected, and the next one goes")
{
    ClientBench bench;
    auto first = bench.ask(get);
    const auto second = bench.ask({Method::get, {"b"}, {}});
    const auto asked = bench.hear();
    first.reset();
    bench.time.advance(0s);
    CHECK(bench.hear().option_list() == "11:62");
    auto late = answer_to(asked, 2, 5, "late");
    late.type = MessageType::con;
    bench.reply(late);
    CHECK(bench.hear().type == MessageType::rst);
    CHECK(bench.results.empty());
}

TEST_CASE("whoever is answered may end everything")
{
    FakeScheduler time;
    start_library();
    UdpSocket server;
    struct Line {
        Requester requester;
        std::unique_ptr<Session> session;
        std::unique_ptr<ClientExchange> exchange;
        explicit Line(Scheduler& scheduler) : requester{scheduler, by_hand()} {}
    };
    auto line = std::make_unique<Line>(time);
    line->session = std::move(*Session::open(line->requester, {*peer_at({"127.0.0.1", server.port()})}));
    std::string result;
    line->exchange = std::make_unique<ClientExchange>(*line->session, get, ExchangeOptions{}, [&](const auto& answer) {
        result = shown(answer);
        line.reset();
    });
    time.advance(0s);
    const auto asked = decoded(server.receive().value());
    server.send({"127.0.0.1", server.sender_port()}, encoded(answer_to(asked, 2, 5, "bye")));
    line->requester.process();
    CHECK(result == "2.05 bye");
    CHECK_FALSE(line);
    CHECK(time.pending() == 0);
}

TEST_CASE("once its session is gone nothing of a request is sent again")
{
    MovedClocks clocks;
    ClientBench bench;
    auto exchange = bench.ask(get);
    bench.hear();
    const auto pass = [&] {
        for (int i = 0; i < 10; ++i) {
            clocks.pass(1s);
            bench.time.advance(1s);
            bench.requester.process();
        }
    };
    SUBCASE("while it is there it is repeated")
    {
        pass();
        CHECK_FALSE(bench.hears_nothing());
    }
    SUBCASE("then it is not")
    {
        exchange.reset();
        bench.session.reset();
        pass();
        CHECK(bench.hears_nothing());
    }
}
