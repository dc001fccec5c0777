// SPDX-License-Identifier: MIT
#include "coap/client/dial.hpp"

#include "coap/client/route.hpp"

#include <utility>

namespace coapnode {

namespace {

/// How far an attempt came. The most informative error comes first.
int telling(const Error& error)
{
    if (error == Errc::key_refused) return 3;
    if (error == Errc::silent) return 2;
    return error == Errc::unreachable ? 1 : 0;
}

}  // namespace

Dial::Dial(Requester& requester, std::vector<Destination> destinations, Duration patience, Done done)
    : requester_{requester}, destinations_{std::move(destinations)}, patience_{patience}, done_{std::move(done)}
{
    timer_ = requester_.scheduler().after(Duration::zero(), [this] { try_next(); });
}

void Dial::try_next()
{
    changes_.reset();
    session_.reset();
    if (next_ == destinations_.size()) return end();
    const auto& destination = destinations_[next_++];
    auto opened = Session::open(requester_, destination);
    if (!opened) return give_up(opened.error());
    session_ = std::move(*opened);
    if (destinations_.size() == 1) return end();
    changes_ = session_->changes().subscribe([this] { on_change(); });
    timer_ = requester_.scheduler().after(patience_, [this] { give_up(session_->trouble()); });
    if (!session_->is_secure()) session_->ping();
}

void Dial::on_change()
{
    const bool is_secure = session_->is_secure();
    if (is_secure ? session_->is_ready() : session_->pongs() > 0) return end();
    if (session_->has_failed()) return give_up(session_->trouble());
    if (!is_secure && session_->refusals() > 0) give_up(told_by_icmp());
}

void Dial::give_up(const Error& error)
{
    changes_.reset();  // an answer that comes before the next address is tried is too late
    if (!trouble_ || telling(error) > telling(*trouble_)) trouble_ = error;
    const bool may_answer_no_ping = session_ && !session_->is_secure() && error == Errc::silent;
    if (may_answer_no_ping && !silent_) silent_ = std::move(session_);
    timer_ = requester_.scheduler().after(Duration::zero(), [this] { try_next(); });
}

void Dial::end()
{
    timer_.reset();
    changes_.reset();
    if (!session_) session_ = std::move(silent_);
    auto session = std::move(session_);
    const auto done = std::exchange(done_, nullptr);
    if (session) return done(std::move(session));
    done(Failure{*trouble_});
}

}  // namespace coapnode
