// SPDX-License-Identifier: MIT
/// An observation that never ends by itself. When the server cannot be reached, it resolves the name again, reconnects
/// and registers again, with growing pauses.
#pragma once

#include "coap/client/connect.hpp"
#include "coap/client/observation.hpp"

#include <functional>
#include <memory>

namespace coapnode {

class SteadyObservation {
public:
    static constexpr Duration first_pause = 1s;
    static constexpr Duration longest_pause = 60s;
    /// Time for each address of the host.
    static constexpr Duration connect_patience = 3s;

    struct Target {
        Host host;
        std::optional<ClientKey> key{};
        OutgoingRequest request;
        ExchangeOptions options{};
    };

    struct Listener {
        std::function<void(const ObservedState&)> notified;
        /// The node was asked again, and the state is unchanged. May be empty.
        std::function<void(const ObservedState&)> confirmed{};
        /// The current failure, and the time of the next attempt. The callbacks may destroy the object.
        std::function<void(const Error&, Duration)> troubled;
    };

    SteadyObservation(Requester& requester, Worker& worker, Target target, Listener listener);
    SteadyObservation(const SteadyObservation&) = delete;
    SteadyObservation& operator=(const SteadyObservation&) = delete;

    /// Deregisters, then calls `done`; at once when it is not registered.
    void cancel(std::function<void()> done);

private:
    void connect();
    void on_connected(Result<std::unique_ptr<Session>> connected);
    void observe();
    void pause_after(const Error& error);

    Requester& requester_;
    Worker& worker_;
    Target target_;
    Listener listener_;
    Duration pause_ = first_pause;
    std::unique_ptr<Connect> connect_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Observation> observation_;
    Timer timer_;
};

}  // namespace coapnode
