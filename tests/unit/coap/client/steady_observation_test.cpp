// SPDX-License-Identifier: MIT
#include "coap/client/steady_observation.hpp"

#include "coap/client/client_bench.hpp"
#include "support/fake_worker.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

struct SteadyBench {
    FakeScheduler time;
    FakeWorker worker;
    UdpSocket server;
    Requester requester{(start_library(), time), by_hand()};
    std::vector<std::string> states;
    std::vector<std::pair<Errc, Duration>> troubles;
    std::unique_ptr<SteadyObservation> observation;

    explicit SteadyBench(const std::string& host = "127.0.0.1")
    {
        SteadyObservation::Listener listener;
        listener.notified = [this](const ObservedState& state) {
            states.push_back(shown(Result<IncomingResponse>(state.response)));
        };
        listener.troubled = [this](const Error& error, Duration pause) { troubles.emplace_back(error.code, pause); };
        observation = std::make_unique<SteadyObservation>(
            requester, worker,
            SteadyObservation::Target{{host, "", server.port()}, {}, OutgoingRequest{Method::get, {"a"}, {}}, {}},
            std::move(listener));
        time.advance(0s);
    }
    /// The last thing that the server got.
    Datagram hear()
    {
        std::optional<Bytes> last;
        while (auto datagram = server.receive())
            last = std::move(datagram);
        REQUIRE(last);
        return decoded(*last);
    }
    void accept(const Datagram& registration, std::string_view body)
    {
        auto answer = answer_to(registration, 2, 5, body);
        answer.options.emplace_back(option::observe, Bytes{1});
        server.send({"127.0.0.1", server.sender_port()}, encoded(answer));
        requester.process();
        time.advance(0s);
    }
};

}  // namespace

TEST_CASE("a server that is silent is asked again for ever, later each time")
{
    SteadyBench bench;
    constexpr Duration timeout = ExchangeOptions{}.timeout;
    Duration expected = SteadyObservation::first_pause;
    for (int round = 0; round < 9; ++round) {
        CHECK(bench.hear().option_list() == "6: 11:61");
        bench.time.advance(timeout);
        REQUIRE(bench.troubles.size() == static_cast<std::size_t>(round) + 1);
        CHECK(bench.troubles.back() == std::pair{Errc::silent, expected});
        bench.time.advance(expected);
        expected = std::min<Duration>(2 * expected, SteadyObservation::longest_pause);
    }
    bench.accept(bench.hear(), "1");
    CHECK(bench.states == std::vector<std::string>{"2.05 1"});
    SUBCASE("and soon again after it has answered")
    {
        bench.time.advance(Observation::idle_time + Observation::pong_time + timeout);
        CHECK(bench.troubles.back() == std::pair{Errc::silent, Duration{SteadyObservation::first_pause}});
    }
}

TEST_CASE("a name is asked for again each time")
{
    SteadyBench bench{"nobody.invalid"};
    for (int round = 1; round < 4; ++round) {
        CHECK(bench.worker.finish_next());
        bench.time.advance(0s);
        CHECK(bench.troubles.size() == static_cast<std::size_t>(round));
        CHECK(bench.troubles.back().first == Errc::unknown_name);
        bench.time.advance(bench.troubles.back().second);
    }
}

TEST_CASE("it is cancelled in each of its states")
{
    bool is_over = false;
    const auto over = [&] { is_over = true; };
    SUBCASE("while it asks for a name")
    {
        SteadyBench bench{"nobody.invalid"};
        bench.observation->cancel(over);
        bench.time.advance(0s);
        CHECK(is_over);
    }
    SUBCASE("while it pauses")
    {
        SteadyBench bench;
        bench.time.advance(ExchangeOptions{}.timeout);
        bench.hear();
        bench.observation->cancel(over);
        bench.time.advance(1h);
        CHECK(is_over);
        CHECK_FALSE(bench.server.receive());
    }
    SUBCASE("while it is registered")
    {
        SteadyBench bench;
        bench.accept(bench.hear(), "1");
        bench.observation->cancel(over);
        CHECK(bench.hear().option_list() == "6:01 11:61");
        CHECK_FALSE(is_over);
        bench.time.advance(1s);
        CHECK(is_over);
    }
}
