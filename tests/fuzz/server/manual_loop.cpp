// SPDX-License-Identifier: MIT
#include "server/manual_loop.hpp"

#include "coapnode/loop/monotonic.hpp"
#include "server/fake_network.hpp"

#include <utility>

namespace coapnode {

namespace {

class WatchedDescriptor final : public Watched {
public:
    WatchedDescriptor(ManualLoop& loop, int fd, std::function<void()> act) : loop_{loop}, fd_{fd}
    {
        loop_.readable[fd] = std::move(act);
    }
    WatchedDescriptor(const WatchedDescriptor&) = delete;
    WatchedDescriptor& operator=(const WatchedDescriptor&) = delete;
    ~WatchedDescriptor() override { loop_.readable.erase(fd_); }

private:
    ManualLoop& loop_;
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

Instant monotonic_now() noexcept
{
    const auto* const loop = ManualLoop::in_place();
    return loop != nullptr ? loop->time.now() : FakeScheduler::start;
}

Instant coarse_monotonic_now() noexcept
{
    return monotonic_now();
}

Watch ManualEventLoop::on_readable(int fd, Action act)
{
    return std::make_unique<WatchedDescriptor>(loop_, fd, std::move(act));
}

}  // namespace coapnode
