// SPDX-License-Identifier: MIT
#include "coap/client/connect.hpp"

#include "coap/client/client_bench.hpp"
#include "support/fake_worker.hpp"

#include <doctest/doctest.h>

#include <optional>

using namespace coapnode;

namespace {

struct ConnectBench {
    FakeScheduler time;
    FakeWorker worker;
    UdpSocket server;
    Requester requester{(start_library(), time), by_hand()};
    std::optional<Result<std::unique_ptr<Session>>> result;
    std::unique_ptr<Connect> connect;

    void begin(const Host& host)
    {
        connect = std::make_unique<Connect>(requester, worker, host, std::nullopt, 3s,
                                            [this](auto session) { result = std::move(session); });
        time.advance(0s);
    }
};

}  // namespace

TEST_CASE("an address is no question to the worker")
{
    ConnectBench bench;
    bench.begin({"127.0.0.1", "", bench.server.port()});
    CHECK(bench.worker.waiting() == 0);
    REQUIRE(bench.result);
    REQUIRE(*bench.result);
    CHECK((**bench.result)->destination().server_name.empty());
}

TEST_CASE("a name is")
{
    ConnectBench bench;
    bench.begin({"localhost", "", bench.server.port()});
    CHECK_FALSE(bench.result);
    CHECK(bench.worker.finish_next());
    bench.time.advance(0s);
    const bool has_one_address = bench.result.has_value();
    if (has_one_address) CHECK((**bench.result)->destination().server_name == "localhost");
}

TEST_CASE("what cannot be reached is told from the loop")
{
    ConnectBench bench;
    SUBCASE("a name that nobody knows")
    {
        bench.begin({"nobody.invalid", "", 5683});
        bench.worker.finish_next();
        bench.time.advance(0s);
        REQUIRE(bench.result);
        CHECK(bench.result->error() == Errc::unknown_name);
        CHECK(bench.result->error().message.find("\"nobody.invalid\"") != std::string::npos);
    }
    SUBCASE("an interface that is not there")
    {
        bench.begin({"fe80::1", "no-such", 5683});
        REQUIRE(bench.result);
        CHECK(bench.result->error() == Errc::no_route);
    }
    SUBCASE("a worker that has no room")
    {
        bench.worker.on_post = fail(Errc::busy, "64 jobs wait already");
        bench.begin({"localhost", "", 5683});
        REQUIRE(bench.result);
        CHECK(bench.result->error() == Errc::busy);
    }
}

TEST_CASE("one that is given up asks nobody")
{
    ConnectBench bench;
    bench.begin({"localhost", "", bench.server.port()});
    bench.connect.reset();
    CHECK_FALSE(bench.worker.finish_next());
    CHECK_FALSE(bench.server.receive());
}
