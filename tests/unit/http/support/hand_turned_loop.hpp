// SPDX-License-Identifier: MIT
/// WatchReadable for tests: descriptors are looked at when a test says so.
#pragma once

#include "coapnode/loop/watch_readable.hpp"
#include "support/fake_scheduler.hpp"

#include <poll.h>

#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace coapnode {

class HandTurnedLoop {
public:
    explicit HandTurnedLoop(FakeScheduler& time) : time_{time} {}

    [[nodiscard]] WatchReadable watch_readable()
    {
        return [state = state_](int fd, std::function<void()> act) -> std::shared_ptr<void> {
            const auto number = ++state->last;
            state->watched[number] = {fd, std::make_shared<std::function<void()>>(std::move(act))};
            const auto forget = [state, number](void*) { state->watched.erase(number); };
            return {&state->last, forget};
        };
    }

    /// Until nothing is readable and no timer is due. Returns whether anything was.
    bool turn()
    {
        int turns = 0;
        for (int quiet = 0; quiet < 2; ++turns) {
            REQUIRE_MESSAGE(turns < most_turns, "the loop is busy without end");
            time_.advance(Duration::zero());
            quiet = look() ? 0 : quiet + 1;
        }
        return turns > 2;
    }

    [[nodiscard]] std::size_t watched() const { return state_->watched.size(); }

private:
    static constexpr int most_turns = 20'000;

    struct Watched {
        int fd = -1;
        std::shared_ptr<std::function<void()>> act;
    };
    struct State {
        int last = 0;
        std::map<int, Watched> watched;
    };

    bool look()
    {
        std::vector<pollfd> polled;
        std::vector<int> numbers;
        for (const auto& [number, watched] : state_->watched) {
            polled.push_back({watched.fd, POLLIN, 0});
            numbers.push_back(number);
        }
        if (::poll(polled.data(), polled.size(), 0) <= 0) return false;
        for (std::size_t i = 0; i < polled.size(); ++i) {
            const auto found = state_->watched.find(numbers[i]);
            if (polled[i].revents == 0 || found == state_->watched.end()) continue;
            const auto act = found->second.act;  // it may end its own watch
            (*act)();
        }
        return true;
    }

    FakeScheduler& time_;
    std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace coapnode
