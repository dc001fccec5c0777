// SPDX-License-Identifier: MIT
#include "apps/coapnode/pinging.hpp"

#include "apps/coapnode/asking.hpp"
#include "coap/client/route.hpp"

#include <utility>

namespace coapnode {

std::string milliseconds_text(Duration duration)
{
    constexpr std::int64_t hundredth = 10;  // of a millisecond, in microseconds
    const auto hundredths = std::to_string((duration.count() + hundredth / 2) / hundredth + 100);
    const auto whole = std::to_string(std::stoll(hundredths) / 100 - 1);
    return whole + '.' + hundredths.substr(hundredths.size() - 2);
}

Pinging::Pinging(Requester& requester, Worker& worker, const Target& target, Duration timeout, Done done)
    : requester_{requester}, done_{std::move(done)}
{
    deadline_ = requester_.scheduler().after(timeout, [this] {
        end(Failure{session_ ? session_->trouble() : Error{Errc::silent, "its address was not found in time"}});
    });
    connect_ = std::make_unique<Connect>(
        requester_, worker, target.host, target.key, connect_patience(timeout),
        [this](Result<std::unique_ptr<Session>> connected) { on_connected(std::move(connected)); });
}

void Pinging::on_connected(Result<std::unique_ptr<Session>> connected)
{
    if (!connected) return end(fail(connected));
    session_ = std::move(*connected);
    changes_ = session_->changes().subscribe([this] { on_change(); });
    on_change();
}

/// The handshake may still be running, or have failed.
void Pinging::on_change()
{
    if (session_->has_failed()) return end(Failure{session_->trouble()});
    if (!session_->is_ready()) return;
    const auto now = requester_.scheduler().now();
    if (!std::exchange(is_sent_, true)) {
        pongs_before_ = session_->pongs();
        sent_ = now;
        return session_->ping();
    }
    const auto& peer = session_->destination().peer;
    if (session_->pongs() > pongs_before_) return end(Pong{peer, now - sent_});
    // One failure may be a node that is restarting.
    if (session_->refusals() > 1) end(Failure{told_by_icmp()});
}

void Pinging::end(const Result<Pong>& result)
{
    deadline_.reset();
    changes_.reset();
    const auto done = std::exchange(done_, nullptr);
    done(result);
}

}  // namespace coapnode
