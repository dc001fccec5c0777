// SPDX-License-Identifier: MIT
#include "coap/client/turns.hpp"

#include "support/fake_scheduler.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

struct Queue {
    FakeScheduler time;
    Turns turns{time};
    std::string began;

    std::unique_ptr<Turns::Turn> wait(char name)
    {
        auto turn = turns.wait([this, name] { began += name; });
        return turn ? std::move(*turn) : nullptr;
    }
    std::string take()
    {
        time.advance(0s);
        return std::exchange(began, {});
    }
};

}  // namespace

TEST_CASE("one after the other, in their order, and from the loop")
{
    Queue queue;
    auto a = queue.wait('a');
    auto b = queue.wait('b');
    auto c = queue.wait('c');
    CHECK(queue.began.empty());
    CHECK(queue.take() == "a");
    CHECK(queue.take().empty());
    SUBCASE("the next begins when the first is over")
    {
        a.reset();
        CHECK(queue.began.empty());
        CHECK(queue.take() == "b");
    }
    SUBCASE("who waits may go")
    {
        b.reset();
        CHECK(queue.take().empty());
        a.reset();
        CHECK(queue.take() == "c");
    }
    SUBCASE("also just before it begins")
    {
        a.reset();
        b.reset();
        CHECK(queue.take() == "c");
    }
    SUBCASE("and all of them")
    {
        a.reset();
        b.reset();
        c.reset();
        CHECK(queue.take().empty());
        CHECK(queue.time.pending() == 0);
        a = queue.wait('d');
        CHECK(queue.take() == "d");
    }
}

TEST_CASE("a turn is there at once where nobody has one")
{
    Queue queue;
    auto a = queue.turns.take();
    REQUIRE(a);
    CHECK_FALSE(queue.turns.take());
    auto b = queue.wait('b');
    CHECK(queue.take().empty());
    a.reset();
    CHECK_FALSE(queue.turns.take());  // it is b's
    CHECK(queue.take() == "b");
    b.reset();
    CHECK(queue.turns.take());
}

TEST_CASE("as many wait as there are places, and not one more")
{
    Queue queue;
    std::vector<std::unique_ptr<Turns::Turn>> all;
    for (std::size_t i = 0; i <= Turns::most_waiting; ++i) {
        all.push_back(queue.wait('x'));
        REQUIRE(all.back());
    }
    CHECK(queue.turns.wait([] {}).error() == Errc::busy);
    all.pop_back();
    CHECK(queue.wait('y'));
}
