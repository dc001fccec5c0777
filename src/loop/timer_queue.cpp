// SPDX-License-Identifier: MIT
#include "loop/timer_queue.hpp"

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace coapnode {

namespace {

using Due = std::pair<Instant, std::uint64_t>;  ///< the number distinguishes timers of the same time

constexpr Instant at_once{};  ///< always in the past

}  // namespace

/// Shared with the timers, which may outlive the queue.
struct TimerQueue::Pending {
    std::map<Due, Action> timers;
    std::uint64_t last_number = 0;
};

class TimerQueue::QueuedTimer final : public PendingTimer {
public:
    QueuedTimer(std::shared_ptr<Pending> pending, Due due) : pending_{std::move(pending)}, due_{due} {}
    QueuedTimer(const QueuedTimer&) = delete;
    QueuedTimer& operator=(const QueuedTimer&) = delete;
    ~QueuedTimer() override
    {
        // Taken out before it is destroyed, because the objects in its act may cancel other timers.
        const auto node = pending_->timers.extract(due_);
    }

private:
    std::shared_ptr<Pending> pending_;
    Due due_;
};

TimerQueue::TimerQueue(const Clock& clock) : clock_{clock}, pending_{std::make_shared<Pending>()} {}

Timer TimerQueue::add(Duration delay, Action act)
{
    // now() is rounded down, but a timer must not be early: a chip may need every microsecond of its delay.
    const auto at = delay > Duration::zero() ? clock_.now() + delay + Duration{1} : at_once;
    const Due due{at, ++pending_->last_number};
    pending_->timers.emplace(due, std::move(act));
    return std::make_unique<QueuedTimer>(pending_, due);
}

std::optional<Instant> TimerQueue::next() const
{
    const auto first = pending_->timers.begin();
    return first != pending_->timers.end() ? std::optional{first->first.first} : std::nullopt;
}

void TimerQueue::run_due(const std::function<bool(const Action&)>& run)
{
    const auto pending = pending_;  // an act may destroy the loop's owner
    auto& timers = pending->timers;
    if (timers.empty()) return;
    const auto now = clock_.now();
    std::vector<Due> due;
    for (auto timer = timers.begin(); timer != timers.end() && timer->first.first <= now; ++timer)
        due.push_back(timer->first);
    for (const auto& one : due) {
        const auto timer = timers.extract(one);  // it may be replaced or destroyed from within its act
        if (!timer.empty() && !run(timer.mapped())) return;
    }
}

}  // namespace coapnode
