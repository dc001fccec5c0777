// SPDX-License-Identifier: MIT
#include "coap/client/steady_observation.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

SteadyObservation::SteadyObservation(Requester& requester, Worker& worker, Target target, Listener listener)
    : requester_{requester}, worker_{worker}, target_{std::move(target)}, listener_{std::move(listener)}
{
    connect();
}

void SteadyObservation::connect()
{
    connect_ = std::make_unique<Connect>(
        requester_, worker_, target_.host, target_.key, connect_patience,
        [this](Result<std::unique_ptr<Session>> connected) { on_connected(std::move(connected)); });
}

void SteadyObservation::on_connected(Result<std::unique_ptr<Session>> connected)
{
    if (!connected) return pause_after(connected.error());
    session_ = std::move(*connected);
    observe();
}

void SteadyObservation::observe()
{
    Observation::Listener listener;
    listener.notified = [this](const ObservedState& notification) {
        pause_ = first_pause;
        const auto notified = listener_.notified;
        notified(notification);
    };
    listener.confirmed = listener_.confirmed;
    listener.troubled = [this](const Error& error) {
        const auto troubled = listener_.troubled;
        troubled(error, Observation::fetch_interval);
    };
    listener.lost = [this](const Error& error) { pause_after(error); };
    observation_ = std::make_unique<Observation>(*session_, target_.request, target_.options, std::move(listener));
}

void SteadyObservation::pause_after(const Error& error)
{
    observation_.reset();
    session_.reset();
    timer_ = requester_.scheduler().after(pause_, [this] { connect(); });
    const auto pause = std::exchange(pause_, std::min<Duration>(2 * pause_, longest_pause));
    const auto troubled = listener_.troubled;
    troubled(error, pause);
}

void SteadyObservation::cancel(std::function<void()> done)
{
    connect_.reset();
    if (observation_) return observation_->cancel(std::move(done));
    timer_ = requester_.scheduler().after(Duration::zero(), std::move(done));
}

}  // namespace coapnode
