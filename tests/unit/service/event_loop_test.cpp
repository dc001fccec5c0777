// SPDX-License-Identifier: MIT
#include "loop/poll_loop.hpp"
#include "service/sd_event_loop.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>
#include <array>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <string>

using namespace coapnode;

namespace {

/// Ends a loop that would never end otherwise.
Timer give_up(EventLoop& loop)
{
    return loop.after(20s, [] { throw std::runtime_error{"the loop still turns"}; });
}

struct Pipe {
    Pipe() { REQUIRE(pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC) == 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe()
    {
        for (const int fd : ends)
            close(fd);
    }

    void write(const std::string& text) const { REQUIRE(::write(ends[1], text.data(), text.size()) > 0); }
    [[nodiscard]] std::string read() const
    {
        std::array<char, 16> buffer{};
        const auto count = ::read(ends[0], buffer.data(), buffer.size());
        return {buffer.data(), count > 0 ? static_cast<std::size_t>(count) : 0};
    }

    std::array<int, 2> ends{};
};

}  // namespace

TEST_CASE_TEMPLATE("run() returns the exit code of quit()", Loop, SdEventLoop, PollLoop)
{
    for (const int code : {0, 1, 78}) {
        Loop loop;
        const auto timer = loop.after(0s, [&] { loop.quit(code); });
        CHECK(loop.run() == code);
    }
    Loop ended_before;
    ended_before.quit(3);
    CHECK(ended_before.run() == 3);
}

TEST_CASE_TEMPLATE("after() never calls from within itself", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    const auto guard = give_up(loop);
    bool called = false;
    const auto timer = loop.after(-1'000'000h, [&] {
        called = true;
        loop.quit(0);
    });
    CHECK_FALSE(called);
    loop.run();
    CHECK(called);
}

TEST_CASE_TEMPLATE("timers run in the order of their time, and not before it", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    std::string order;
    const auto begin = loop.now();
    const auto late = loop.after(60ms, [&] {
        order += "late";
        CHECK(loop.now() - begin >= 60ms);
        loop.quit(0);
    });
    const auto soon = loop.after(3ms, [&] {
        order += "soon ";
        CHECK(loop.now() - begin >= 3ms);
    });
    loop.run();
    CHECK(order == "soon late");
}

TEST_CASE_TEMPLATE("a timer that was destroyed does not fire", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    bool fired = false;
    auto cancelled = loop.after(0s, [&] { fired = true; });
    auto cancelled_later = loop.after(2ms, [&] { fired = true; });
    const auto cancels = loop.after(0s, [&] { cancelled_later.reset(); });
    const auto ends = loop.after(20ms, [&] { loop.quit(0); });
    cancelled.reset();
    loop.run();
    CHECK_FALSE(fired);
}

TEST_CASE_TEMPLATE("a timer may be replaced or destroyed from within its own callback", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    const auto guard = give_up(loop);
    const auto kept_by_callback = std::make_shared<std::string>("alive");
    std::string seen;
    Timer timer;
    std::function<void()> next = [&] {
        seen += 'x';
        if (seen.size() < 3) {
            timer = loop.after(0s, next);
        } else {
            timer = loop.after(0s, [&, kept_by_callback] {
                timer.reset();
                seen += *kept_by_callback;  // captured by what has just been destroyed
                loop.quit(0);
            });
        }
    };
    timer = loop.after(0s, next);
    CHECK(loop.run() == 0);
    CHECK(seen == "xxxalive");
    CHECK(kept_by_callback.use_count() == 1);
}

TEST_CASE_TEMPLATE("now() moves on within a callback, and delays count from there", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    Timer after_long;
    const auto timer = loop.after(0s, [&] {
        const auto begin = loop.now();
        while (loop.now() - begin < 20ms) {
        }
        const auto asked = loop.now();
        after_long = loop.after(10ms, [&, asked] {
            CHECK(loop.now() - asked >= 10ms);
            loop.quit(0);
        });
    });
    loop.run();
}

TEST_CASE_TEMPLATE("a readable descriptor is told for as long as it is readable and watched", Loop, SdEventLoop,
                   PollLoop)
{
    Loop loop;
    const auto guard = give_up(loop);
    const Pipe pipe;
    std::string got;
    auto watch = loop.on_readable(pipe.ends[0], [&] {
        got += pipe.read();
        if (got == "ab") loop.quit(0);
    });
    const auto first = loop.after(0s, [&] { pipe.write("a"); });
    const auto second = loop.after(2ms, [&] { pipe.write("b"); });
    CHECK(loop.run() == 0);
    CHECK(got == "ab");
}

TEST_CASE_TEMPLATE("a watch may end itself, and one that has ended is silent", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    const Pipe pipe;
    pipe.write("abc");
    int calls = 0;
    Watch watch = loop.on_readable(pipe.ends[0], [&] {
        ++calls;  // nothing is read: it stays readable
        watch.reset();
    });
    const auto timer = loop.after(5ms, [&] { loop.quit(0); });
    loop.run();
    CHECK(calls == 1);
}

TEST_CASE_TEMPLATE("signals arrive in the loop", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    const auto guard = give_up(loop);
    std::string got;
    const auto user1 = loop.on_signal(SIGUSR1, [&] {
        got += '1';
        raise(SIGUSR2);
    });
    const auto user2 = loop.on_signal(SIGUSR2, [&] {
        got += '2';
        loop.quit(0);
    });
    raise(SIGUSR1);
    CHECK_MESSAGE(got.empty(), "not in a signal handler");
    CHECK(loop.run() == 0);
    CHECK(got == "12");
}

TEST_CASE_TEMPLATE("a signal that was taken over stays blocked when its watch ends", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    loop.on_signal(SIGUSR1, [] {}).reset();
    raise(SIGUSR1);
    sigset_t pending{};
    sigpending(&pending);
    CHECK(sigismember(&pending, SIGUSR1) == 1);

    const auto again = loop.on_signal(SIGUSR1, [&] { loop.quit(0); });
    CHECK(loop.run() == 0);
}

TEST_CASE_TEMPLATE("what a callback throws ends the loop and comes out of run()", Loop, SdEventLoop, PollLoop)
{
    struct Row {
        std::string source;
        std::function<std::shared_ptr<void>(EventLoop&, const Pipe&, EventLoop::Action)> add;
    };
    const Row rows[] = {
        {"timer", [](EventLoop& loop, const Pipe&, auto act) { return std::shared_ptr{loop.after(0s, act)}; }},
        {"descriptor",
         [](EventLoop& loop, const Pipe& pipe, auto act) {
             pipe.write("x");
             return std::shared_ptr{loop.on_readable(pipe.ends[0], act)};
         }},
        {"signal",
         [](EventLoop& loop, const Pipe&, auto act) {
             auto watch = std::shared_ptr{loop.on_signal(SIGUSR1, act)};
             raise(SIGUSR1);
             return watch;
         }},
        {"nested callback",
         [](EventLoop& loop, const Pipe&, auto act) {
             return std::shared_ptr{loop.after(0s, [&loop, act] { CHECK_FALSE(loop.fence().run(act)); })};
         }},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        Loop loop;
        const Pipe pipe;
        const auto source = row.add(loop, pipe, [] { throw std::runtime_error{"it broke"}; });
        bool went_on = false;
        const auto later = loop.after(50ms, [&] {
            went_on = true;
            loop.quit(0);
        });
        CHECK_THROWS_WITH_AS(loop.run(), "it broke", std::runtime_error);
        CHECK_FALSE(went_on);
    }
}

TEST_CASE_TEMPLATE("a descriptor that cannot be watched is refused in words", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    CHECK_THROWS_AS((void)loop.on_readable(-1, [] {}), std::system_error);
}

TEST_CASE_TEMPLATE("a timer may outlive its loop", Loop, SdEventLoop, PollLoop)
{
    Timer timer;
    {
        Loop loop;
        timer = loop.after(0s, [] {});
    }
    timer.reset();
}

TEST_CASE_TEMPLATE("timers without a delay that go on for ever leave descriptors their turn", Loop, SdEventLoop,
                   PollLoop)
{
    Loop loop;
    const Pipe pipe;
    pipe.write("x");
    const auto watch = loop.on_readable(pipe.ends[0], [&] { loop.quit(0); });
    const auto guard = loop.after(20s, [&] { loop.quit(1); });
    std::function<void()> again;
    Timer timer;
    again = [&] { timer = loop.after(0s, again); };
    again();
    CHECK(loop.run() == 0);
}

TEST_CASE_TEMPLATE("what a timer holds may take other timers away", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    auto other = std::make_shared<Timer>(loop.after(1h, [] {}));
    auto timer = loop.after(1h, [held = std::move(other)] {});
    timer.reset();
    const auto ends = loop.after(0s, [&] { loop.quit(7); });
    CHECK(loop.run() == 7);
}

TEST_CASE_TEMPLATE("after quit() no timer runs, though it is due", Loop, SdEventLoop, PollLoop)
{
    Loop loop;
    bool fired = false;
    Timer due;
    const Pipe pipe;
    pipe.write("x");
    const auto watch = loop.on_readable(pipe.ends[0], [&] {
        due = loop.after(0s, [&] { fired = true; });
        loop.quit(4);
    });
    CHECK(loop.run() == 4);
    CHECK_FALSE(fired);
}
