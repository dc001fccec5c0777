// SPDX-License-Identifier: MIT
#include "apps/coapnode/asking.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

Duration connect_patience(Duration timeout)
{
    constexpr Duration longest = 3s;
    return std::min<Duration>(longest, timeout / 3);
}

Asking::Asking(Requester& requester, Worker& worker, const Target& target, OutgoingRequest request,
               const ExchangeOptions& options, Done done)
    : requester_{requester},
      request_{addressed(std::move(request), target)},
      options_{options},
      done_{std::move(done)},
      begun_{requester.scheduler().now()}
{
    deadline_ = requester_.scheduler().after(options_.timeout,
                                             [this] { end(fail(Errc::silent, "its address was not found in time")); });
    connect_ = std::make_unique<Connect>(
        requester_, worker, target.host, target.key, connect_patience(options_.timeout),
        [this](Result<std::unique_ptr<Session>> connected) { on_connected(std::move(connected)); });
}

void Asking::on_connected(Result<std::unique_ptr<Session>> connected)
{
    if (!connected) return end(fail(connected));
    deadline_.reset();
    session_ = std::move(*connected);
    const auto passed = requester_.scheduler().now() - begun_;
    options_.timeout = std::max<Duration>(options_.timeout - passed, Duration{1ms});
    exchange_ = std::make_unique<ClientExchange>(*session_, std::move(request_), options_,
                                                 [this](const Result<IncomingResponse>& result) { end(result); });
}

std::optional<ClientExchange::Progress> Asking::progress() const
{
    if (!exchange_) return std::nullopt;
    return exchange_->progress();
}

void Asking::end(const Result<IncomingResponse>& response)
{
    const Answer answer{session_ ? session_->destination().peer : Peer{}, response};
    deadline_.reset();
    const auto done = std::exchange(done_, nullptr);
    done(answer);
}

}  // namespace coapnode
