// SPDX-License-Identifier: MIT
/// One request from URI to answer within the user's timeout: resolves the name, opens the session, and runs the
/// exchange.
#pragma once

#include "apps/coapnode/target.hpp"
#include "coap/client/connect.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

class Asking {
public:
    struct Answer {
        Peer sender;
        Result<IncomingResponse> response;
    };
    using Done = std::function<void(const Answer&)>;

    /// Sets the request's Uri-Host from the target. `done` is called once, from the loop and never from within the
    /// constructor; it may destroy the Asking.
    Asking(Requester& requester, Worker& worker, const Target& target, OutgoingRequest request,
           const ExchangeOptions& options, Done done);
    Asking(const Asking&) = delete;
    Asking& operator=(const Asking&) = delete;

    /// After the exchange has started.
    [[nodiscard]] std::optional<ClientExchange::Progress> progress() const;

private:
    void on_connected(Result<std::unique_ptr<Session>> connected);
    void end(const Result<IncomingResponse>& response);

    Requester& requester_;
    OutgoingRequest request_;
    ExchangeOptions options_;
    Done done_;
    Instant begun_;
    Timer deadline_;
    std::unique_ptr<Connect> connect_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<ClientExchange> exchange_;
};

/// The time for each address when a host has several.
Duration connect_patience(Duration timeout);

}  // namespace coapnode
