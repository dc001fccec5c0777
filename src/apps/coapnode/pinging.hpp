// SPDX-License-Identifier: MIT
/// One ping, from URI to answer.
#pragma once

#include "apps/coapnode/target.hpp"
#include "coap/client/connect.hpp"

#include <functional>
#include <memory>
#include <string>

namespace coapnode {

/// "1.27"
std::string milliseconds_text(Duration duration);

class Pinging {
public:
    struct Pong {
        Peer sender;
        Duration round_trip{};
    };
    using Done = std::function<void(const Result<Pong>&)>;

    /// `done` is called once, from the loop and never from within the constructor; it may destroy the Pinging. Errors:
    /// those of Connect.
    Pinging(Requester& requester, Worker& worker, const Target& target, Duration timeout, Done done);
    Pinging(const Pinging&) = delete;
    Pinging& operator=(const Pinging&) = delete;

private:
    void on_connected(Result<std::unique_ptr<Session>> connected);
    void on_change();
    void end(const Result<Pong>& result);

    Requester& requester_;
    Done done_;
    bool is_sent_ = false;
    unsigned pongs_before_ = 0;
    Instant sent_{};
    Timer deadline_;
    std::unique_ptr<Connect> connect_;
    std::unique_ptr<Session> session_;
    Subscription changes_;
};

}  // namespace coapnode
