// SPDX-License-Identifier: MIT
/// Keeps an observation alive (RFC 7641). It registers again before the state is stale, after errors, and when the
/// server has forgotten the session. Notifications are reported in order, once each and complete, also when they are
/// sent in blocks.
///
/// It ends when the server cannot be reached. steady_observation.hpp then starts a new one on a new session, because
/// the server's address may have changed.
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coap/client/notification_order.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

struct ObservedState {
    IncomingResponse response;
    std::optional<std::uint32_t> number{};  ///< nullopt: the server does not support Observe and is polled
    Peer sender{};
};

class Observation {
public:
    /// After this time without a message the server is pinged. This keeps NAT mappings alive.
    static constexpr Duration idle_time = 25s;
    /// Time for the answer to a ping; then the client registers again.
    static constexpr Duration pong_time = 3s;
    /// Time between two attempts to fetch the blocks of a notification.
    static constexpr Duration fetch_interval = 5s;

    /// How often in a row the server may forget the session without any answer.
    static constexpr unsigned most_losses = 3;

    struct Listener {
        /// A new state, or an error response, after which it keeps trying.
        std::function<void(const ObservedState&)> notified;
        /// The server was asked again and the state is unchanged. May be empty.
        std::function<void(const ObservedState&)> confirmed{};
        /// A notification could not be fetched. The observation continues.
        std::function<void(const Error&)> troubled;
        /// The observation has ended. This callback, like the others, may destroy the Observation.
        std::function<void(const Error&)> lost;
    };

    /// `request` is a GET or FETCH. The session must outlive the Observation.
    Observation(Session& session, OutgoingRequest request, const ExchangeOptions& options, Listener listener);
    ~Observation();
    Observation(const Observation&) = delete;
    Observation& operator=(const Observation&) = delete;

    /// Deregisters. Calls `done` when the server has answered, or after one second. The listener is not called any
    /// more.
    void cancel(std::function<void()> done);

private:
    void make_registration();
    void send_registration();
    void on_incoming(const Incoming& incoming);
    void on_farewell(const Incoming& incoming);
    void on_failure(const Error& error);
    void on_session_lost(const Error& error);
    void on_response(const ReceivedResponse& received);
    void end_registration();
    void plan(const IncomingResponse& response);
    void watch_silence();
    void on_idle();
    void show(ObservedState notification, bool is_reply);
    void fetch(std::optional<std::uint32_t> number);
    void on_fetched(Result<IncomingResponse> result);
    void lose(const Error& error);

    Session& session_;
    OutgoingRequest request_;
    ExchangeOptions options_;
    Listener listener_;
    Token token_;
    Requester::Listening listening_;

    std::unique_ptr<Turns::Turn> turn_;
    bool is_registering_ = false;
    bool is_over_ = false;  ///< lost, or cancelled
    std::optional<Error> doubt_;
    Timer deadline_;
    std::optional<Patience> patience_;

    NotificationOrder order_;
    unsigned errors_ = 0;
    unsigned losses_ = 0;
    std::optional<IncomingResponse> shown_;  ///< the last reported one
    Timer refresh_;
    Timer idle_;

    std::unique_ptr<ClientExchange> fetch_;
    std::optional<std::uint32_t> fetched_number_;
    bool is_newer_announced_ = false;  ///< while the blocks of another one are fetched
    Timer fetch_again_;

    Subscription clock_steps_;
    std::function<void()> cancelled_;
    Timer soon_;
};

}  // namespace coapnode
