// SPDX-License-Identifier: MIT
/// Who of a session may have a confirmable request under way: one at a time (NSTART, RFC 7252 section 4.7). The others
/// wait in a queue; libcoap's own has no bound and no time-out.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>

namespace coapnode {

class Turns {
public:
    static constexpr std::size_t most_waiting = 64;

    explicit Turns(Scheduler& scheduler) : scheduler_{scheduler} {}
    Turns(const Turns&) = delete;
    Turns& operator=(const Turns&) = delete;

    /// A place in the queue, up to its destruction, which lets the next one begin.
    class Turn {
    public:
        Turn(Turns& turns, std::function<void()> begin) : turns_{turns}, begin_{std::move(begin)} {}
        ~Turn() { turns_.leave(*this); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        friend Turns;
        Turns& turns_;
        std::function<void()> begin_;  ///< empty once it was called
    };

    /// Where nobody else has a turn or waits for one: it is the turn's time now. Else nullptr.
    [[nodiscard]] std::unique_ptr<Turn> take();

    /// `begin` is called once it is the turn's time, from the loop. Outlives its turns. Errors: busy.
    Result<std::unique_ptr<Turn>> wait(std::function<void()> begin);

    [[nodiscard]] std::size_t waiting() const { return queue_.size(); }

private:
    void leave(const Turn& turn);
    void schedule();
    void begin_first();

    Scheduler& scheduler_;
    std::deque<Turn*> queue_;  ///< the first one's time it is
    Timer soon_;
};

}  // namespace coapnode
