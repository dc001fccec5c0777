// SPDX-License-Identifier: MIT
/// The queue of a session: one confirmable request at a time, until it is acknowledged or answered (NSTART, RFC 7252
/// section 4.7); the others wait. libcoap's own queue has no bound and no timeout.
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

    /// A place in the queue. Destroying it starts the next one.
    class Turn {
    public:
        Turn(Turns& turns, std::function<void()> begin) : turns_{turns}, begin_{std::move(begin)} {}
        ~Turn() { turns_.leave(*this); }
        Turn(const Turn&) = delete;
        Turn& operator=(const Turn&) = delete;

    private:
        friend Turns;
        Turns& turns_;
        std::function<void()> begin_;  ///< empty after the call
    };

    /// A turn that may start now; nullptr when somebody else has a turn or waits.
    [[nodiscard]] std::unique_ptr<Turn> take();

    /// `begin` is called from the loop when its turn comes. The queue must outlive its turns. Errors: busy.
    Result<std::unique_ptr<Turn>> wait(std::function<void()> begin);

    [[nodiscard]] std::size_t waiting() const { return queue_.size(); }

private:
    void leave(const Turn& turn);
    void schedule();
    void begin_first();

    Scheduler& scheduler_;
    std::deque<Turn*> queue_;  ///< the first one is active
    Timer soon_;
};

}  // namespace coapnode
