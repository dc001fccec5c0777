// SPDX-License-Identifier: MIT
#include "server/manual_loop.hpp"

#include "coapnode/loop/monotonic.hpp"
#include "loop/event_loop.hpp"
#include "server/fake_network.hpp"

#include <utility>

namespace coapnode {

namespace {

class WatchedDescriptor final : public Watched {
public:
    WatchedDescriptor(int fd, std::function<void()> act) : fd_{fd}
    {
        ManualLoop::in_place()->readable[fd] = std::move(act);
    }
    WatchedDescriptor(const WatchedDescriptor&) = delete;
    WatchedDescriptor& operator=(const WatchedDescriptor&) = delete;
    ~WatchedDescriptor() override { ManualLoop::in_place()->readable.erase(fd_); }

private:
    int fd_;
};

}  // namespace

ManualLoop*& ManualLoop::in_place()
{
    static ManualLoop* loop = nullptr;
    return loop;
}

void ManualLoop::turn()
{
    constexpr int most_turns = 1000;
    auto& network = FakeNetwork::in_place();
    int turns = 0;
    for (bool was_read = true; was_read; ++turns) {
        REQUIRE_MESSAGE(turns < most_turns, "a datagram is never read");
        was_read = false;
        for (const auto& [fd, act] : std::map{readable}) {
            if (!network.is_readable(fd)) continue;
            act();
            was_read = true;
        }
    }
    time.advance(Duration::zero());
}

EventLoop::EventLoop() : fence_{[] {}} {}

Instant monotonic_now() noexcept
{
    const auto* const loop = ManualLoop::in_place();
    return loop != nullptr ? loop->time.now() : FakeScheduler::start;
}

Instant EventLoop::now() const
{
    return monotonic_now();
}

WallTime EventLoop::wall_now() const
{
    return ManualLoop::in_place()->time.wall_now();
}

bool EventLoop::is_wall_trusted() const
{
    return ManualLoop::in_place()->time.is_wall_trusted();
}

Timer EventLoop::after(Duration delay, Action act)
{
    return ManualLoop::in_place()->time.after(delay, std::move(act));
}

// What only the daemon's main() asks for.
Watch EventLoop::on_signal(int /*number*/, Action /*act*/)
{
    return {};
}

bool EventLoop::start_watchdog()
{
    return false;
}

int EventLoop::run()
{
    return 0;
}

void EventLoop::quit(int /*exit_code*/) {}

Watch EventLoop::on_readable(int fd, Action act)
{
    return std::make_unique<WatchedDescriptor>(fd, std::move(act));
}

}  // namespace coapnode
