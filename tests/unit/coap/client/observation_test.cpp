// SPDX-License-Identifier: MIT
#include "coap/client/observation.hpp"

#include "coap/client/client_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr std::uint16_t observe = 6;
constexpr std::uint16_t max_age = 14;
constexpr std::uint16_t block2 = 23;

struct ObservationBench : ClientBench {
    std::vector<std::string> shown_states;
    std::vector<std::string> confirmed_states;
    std::vector<Errc> troubles;
    std::optional<Errc> lost;
    std::unique_ptr<Observation> observation;
    Datagram registered;  ///< the last registration

    ObservationBench()
    {
        Observation::Listener listener;
        listener.notified = [this](const ObservedState& notification) {
            shown_states.push_back(shown(Result<IncomingResponse>(notification.response)));
        };
        listener.confirmed = [this](const ObservedState& notification) {
            confirmed_states.push_back(shown(Result<IncomingResponse>(notification.response)));
        };
        listener.troubled = [this](const Error& error) { troubles.push_back(error.code); };
        listener.lost = [this](const Error& error) { lost = error.code; };
        observation = std::make_unique<Observation>(*session, OutgoingRequest{Method::get, {"a"}, {}},
                                                    ExchangeOptions{}, std::move(listener));
        time.advance(0s);
        registered = hear();
    }

    [[nodiscard]] std::vector<std::string> take() { return std::exchange(shown_states, {}); }

    Datagram state(std::string_view body, std::uint32_t number, std::uint32_t age = 60)
    {
        auto answer = answer_to(registered, 2, 5, body);
        answer.options.emplace_back(observe, number_bytes(number));
        answer.options.emplace_back(max_age, number_bytes(age));
        return answer;
    }
    void accept(std::string_view body, std::uint32_t number, std::uint32_t age = 60)
    {
        reply(state(body, number, age));
    }
    void notify(std::string_view body, std::uint32_t number, std::uint32_t age = 60)
    {
        auto notification = state(body, number, age);
        notification.type = MessageType::non;
        notification.message_id = ++message_id;
        reply(notification);
    }
    void answer_ping(Datagram ping)
    {
        CHECK(ping.code == 0);
        ping.type = MessageType::rst;
        reply(ping);
    }
    static Bytes number_bytes(std::uint32_t number)
    {
        Bytes bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            if (number >> shift != 0) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
        return bytes;
    }

    std::uint16_t message_id = 1000;
};

using States = std::vector<std::string>;

}  // namespace

TEST_CASE("each state is shown once, and in order")
{
    ObservationBench bench;
    CHECK(bench.registered.option_list() == "6: 11:61");
    bench.accept("1", 5);
    bench.notify("2", 7);
    bench.notify("late", 6);
    bench.notify("2", 7);
    bench.notify("3", 8);
    bench.notify("3", 9);  // the same value at another time
    CHECK(bench.take() == States{"2.05 1", "2.05 2", "2.05 3", "2.05 3"});
}

TEST_CASE("a registration is made anew with its token before the state is stale")
{
    ObservationBench bench;
    bench.accept("1", 5, 60);
    for (int pings = 0; pings < 2; ++pings) {
        bench.time.advance(Observation::idle_time);
        bench.answer_ping(bench.hear());
    }
    bench.time.advance(4s - 1ms);
    CHECK(bench.hears_nothing());
    bench.time.advance(1ms);
    const auto again = bench.hear();
    CHECK(again.option_list() == bench.registered.option_list());
    CHECK(again.token == bench.registered.token);
    bench.registered = again;
    SUBCASE("what is known already is not shown again, but confirmed")
    {
        CHECK(bench.confirmed_states.empty());
        bench.accept("1", 9);
        CHECK(bench.take() == States{"2.05 1"});
        CHECK(bench.confirmed_states == States{"2.05 1"});
    }
    SUBCASE("its numbers begin afresh")
    {
        bench.accept("2", 1);
        bench.notify("3", 2);
        CHECK(bench.take() == States{"2.05 1", "2.05 2", "2.05 3"});
        CHECK(bench.confirmed_states.empty());
    }
}

TEST_CASE("silence is broken by a ping, and a ping without an answer by a registration")
{
    ObservationBench bench;
    bench.accept("1", 5, 3600);
    bench.time.advance(Observation::idle_time);
    const auto ping = bench.hear();
    CHECK(ping.code == 0);
    CHECK(ping.type == MessageType::con);
    SUBCASE("answered")
    {
        bench.answer_ping(ping);
        bench.time.advance(Observation::pong_time + 1s);
        CHECK(bench.hears_nothing());
        bench.time.advance(Observation::idle_time);
        CHECK(bench.hear().code == 0);
    }
    SUBCASE("not answered")
    {
        bench.time.advance(Observation::pong_time);
        CHECK(bench.hear().token == bench.registered.token);
        bench.time.advance(10s);
        CHECK(bench.lost == Errc::silent);
    }
}

TEST_CASE("an error is shown, and what is observed is asked for again after its Max-Age, later each time")
{
    ObservationBench bench;
    const auto fail_with = [&](const Datagram& asked) {
        auto failure = answer_to(asked, 5, 3, "no answer at 0x44");
        failure.options.emplace_back(max_age, ObservationBench::number_bytes(3));
        bench.reply(failure);
    };
    fail_with(bench.registered);
    CHECK(bench.take() == States{"5.03 no answer at 0x44"});
    bench.time.advance(2s);
    CHECK(bench.hears_nothing());
    for (const auto delay : {1s, 3s, 4s, 8s, 16s}) {
        bench.time.advance(delay - 1ms);
        CHECK(bench.hears_nothing());
        bench.time.advance(1ms);
        fail_with(bench.registered = bench.hear());
        CHECK(bench.take().empty());  // it is known
    }
    CHECK_FALSE(bench.lost);
}

TEST_CASE("a resource that is not observable is asked again and again")
{
    ObservationBench bench;
    auto answer = answer_to(bench.registered, 2, 5, "1");
    answer.options.emplace_back(max_age, ObservationBench::number_bytes(5));
    bench.reply(answer);
    bench.time.advance(7s);
    bench.registered = bench.hear();
    bench.reply(answer_to(bench.registered, 2, 5, "2"));
    CHECK(bench.take() == States{"2.05 1", "2.05 2"});
}

TEST_CASE("a notification in blocks is fetched whole")
{
    ObservationBench bench;
    bench.accept("1", 5);
    auto first = bench.state(std::string(16, 'a'), 6);
    first.type = MessageType::non;
    first.message_id = 77;
    first.options.emplace_back(block2, Bytes{0x08});
    bench.reply(first);
    CHECK(bench.take() == States{"2.05 1"});
    const auto asked = bench.hear();
    CHECK(asked.option_list() == "11:61");
    SUBCASE("")
    {
        bench.reply(answer_to(asked, 2, 5, "all of it"));
        CHECK(bench.take() == States{"2.05 all of it"});
        CHECK(bench.troubles.empty());
    }
    SUBCASE("and once more when another one came meanwhile")
    {
        bench.notify(std::string(16, 'b'), 7);
        auto second = bench.state(std::string(16, 'c'), 8);
        second.type = MessageType::non;
        second.message_id = 78;
        second.options.emplace_back(block2, Bytes{0x08});
        bench.reply(second);
        bench.reply(answer_to(asked, 2, 5, "old"));
        bench.reply(answer_to(bench.hear(), 2, 5, "new"));
        CHECK(bench.take() == States{"2.05 " + std::string(16, 'b'), "2.05 old", "2.05 new"});
    }
    SUBCASE("a failure ends nothing")
    {
        auto reset = asked;
        reset.type = MessageType::rst;
        reset.code = 0;
        reset.token.clear();
        reset.options.clear();
        bench.reply(reset);
        CHECK(bench.troubles == std::vector{Errc::rejected});
        bench.time.advance(Observation::fetch_interval);
        bench.reply(answer_to(bench.hear(), 2, 5, "all of it"));
        CHECK(bench.take() == States{"2.05 all of it"});
        CHECK_FALSE(bench.lost);
    }
}

TEST_CASE("an observation ends when nobody answers its registration")
{
    ObservationBench bench;
    bench.time.advance(10s);
    CHECK(bench.lost == Errc::silent);
}

TEST_CASE("after a suspend the registration is made anew at once")
{
    ObservationBench bench;
    bench.accept("1", 5, 3600);
    bench.time.step_wall_clock(1h);
    bench.time.advance(0s);
    CHECK(bench.hear().token == bench.registered.token);
    SUBCASE("but not twice")
    {
        bench.time.step_wall_clock(1h);
        bench.time.advance(0s);
        CHECK(bench.hears_nothing());
    }
    SUBCASE("and not once it is over")
    {
        bench.time.advance(10s);
        CHECK(bench.lost == Errc::silent);
        bench.time.step_wall_clock(1h);
        bench.time.advance(0s);
        CHECK(bench.hears_nothing());
    }
}

TEST_CASE("a server that forgets each session is asked some times only")
{
    ObservationBench bench;
    bench.accept("1", 5, 3600);
    for (unsigned loss = 0; loss < Observation::most_losses; ++loss) {
        bench.requester.fail_all(*bench.session, {Errc::session_lost, "forgotten"});
        bench.time.advance(0s);
        CHECK(bench.hear().token == bench.registered.token);
        CHECK_FALSE(bench.lost);
    }
    bench.requester.fail_all(*bench.session, {Errc::session_lost, "forgotten"});
    bench.time.advance(0s);
    CHECK(bench.lost == Errc::session_lost);
    CHECK(bench.hears_nothing());
}

TEST_CASE("a confirmable notification is acknowledged again, for the first time may be lost")
{
    ObservationBench bench;
    bench.accept("1", 5);
    auto notification = bench.state("2", 6);
    notification.type = MessageType::con;
    notification.message_id = 77;
    bench.reply(notification);
    for (const auto delay : {0s, 1s, 3s}) {
        bench.time.advance(delay);
        const auto ack = bench.hear();
        CHECK(ack.type == MessageType::ack);
        CHECK(ack.code == 0);
        CHECK(ack.message_id == 77);
    }
    bench.time.advance(10s);
    CHECK(bench.hears_nothing());
}

TEST_CASE("it deregisters")
{
    ObservationBench bench;
    bench.accept("1", 5);
    bool is_over = false;
    bench.observation->cancel([&] { is_over = true; });
    const auto asked = bench.hear();
    CHECK(asked.option_list() == "6:01 11:61");
    CHECK(asked.token == bench.registered.token);
    SUBCASE("and is answered")
    {
        bench.notify("2", 6);
        CHECK_FALSE(is_over);
        bench.reply(answer_to(asked, 2, 5, "2"));
    }
    SUBCASE("and is not")
    {
        bench.time.advance(1s);
    }
    CHECK(is_over);
    CHECK(bench.take() == States{"2.05 1"});

    // The server may not have heard of it, or sends what was under way.
    bench.notify("3", 7);
    bench.reply(answer_to(asked, 5, 3, "late"));
    bench.time.advance(10s);
    CHECK(bench.take() == States{});
}
