// SPDX-License-Identifier: MIT
#include "coap/client/recovery.hpp"

#include <utility>

namespace coapnode {

Recovery::Recovery(Requester& requester, Transport& doubted, const Destination& destination, const Asker* owner,
                   std::function<void(Outcome)> done)
    : requester_{requester}, doubted_{doubted}, done_{std::move(done)}, begun_{requester.scheduler().now()}
{
    doubted_.ping();
    auto opened = Transport::open(requester_, destination, owner, [this] { compare(); });
    if (opened) {
        second_ = std::move(*opened);
    } else {
        trouble_ = opened.error();
    }
    timer_ = requester_.scheduler().after(ping_time, [this] { compare(); });
}

void Recovery::compare()
{
    const bool has_answered = doubted_.last_heard() > begun_;
    const bool is_time_over = requester_.scheduler().now() - begun_ >= ping_time;
    const bool has_failed = !second_ || second_->state() == Transport::State::failed;
    if (second_ && has_failed) trouble_ = second_->trouble();
    const bool is_ready = second_ && second_->state() == Transport::State::ready;
    if (!is_time_over || (!has_answered && !has_failed && !is_ready)) return;
    const auto done = std::exchange(done_, nullptr);
    if (has_answered) return done(Outcome::alive);
    done(is_ready ? Outcome::replaced : Outcome::failed);
}

}  // namespace coapnode
