// SPDX-License-Identifier: MIT
/// Our client and our server in one process.
#include "coap/client/client_bench.hpp"
#include "coap/support/server_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct Both : ServerBench {
    Both()
    {
        listen();
        session = std::move(Session::open(requester, {*peer_at(plain)}).value());
    }

    std::string ask(const OutgoingRequest& request, const ExchangeOptions& options = {})
    {
        std::string result;
        const ClientExchange exchange{*session, request, options, [&](const auto& answer) { result = shown(answer); }};
        for (int rounds = 0; rounds < 1000 && result.empty(); ++rounds) {
            time.advance(0s);
            process();
            requester.process();
        }
        return result;
    }

    Requester requester{time, by_hand()};
    std::unique_ptr<Session> session;
};

}  // namespace

TEST_CASE("GET and POST")
{
    Both both;
    CHECK(both.ask({Method::get, {"counter"}, {}}) == "2.05 0");
    CHECK(both.ask({Method::post, {"counter"}, {}}) == "2.04 ");
    CHECK(both.ask({Method::get, {"counter"}, {}}) == "2.05 1");
    CHECK(both.ask({Method::get, {"nothing"}, {}}).starts_with("4.04 "));
}

TEST_CASE("an answer in blocks of each size")
{
    Both both;
    for (unsigned exponent = 0; exponent <= Block::largest_exponent; ++exponent) {
        CAPTURE(exponent);
        ExchangeOptions options;
        options.answer_exponent = exponent;
        CHECK(both.ask({Method::get, {"large"}, {}}, options) == "2.05 " + std::string(3000, 'x'));
    }
    CHECK(both.ask({Method::get, {"large"}, {}}) == "2.05 " + std::string(3000, 'x'));
}

TEST_CASE("a body in blocks of each size, and an answer in blocks to it")
{
    Both both;
    OutgoingRequest request{Method::post, {"counter"}, {}};
    request.content_format = 0;
    request.payload = to_bytes("tell");
    ExchangeOptions options;
    options.answer_exponent = 1;
    CHECK(both.ask(request, options) == "2.04 " + std::string(100, 'b'));
    CHECK(both.counter->count == 1);
    request.payload = Bytes(200, 'x');
    for (unsigned exponent = 0; exponent <= Block::largest_exponent; ++exponent) {
        CAPTURE(exponent);
        options.request_exponent = exponent;
        CHECK(both.ask(request, options) == "2.04 ");
    }
}
