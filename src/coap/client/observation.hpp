// SPDX-License-Identifier: MIT
/// An observation (RFC 7641) that is kept up: registered anew before its state is stale, after errors, and when the
/// server has forgotten the session. Notifications come in order, each once, and whole, also where they are sent in
/// blocks.
///
/// It ends when the server cannot be reached. Who wants more begins a new one, on a new session: the server's address
/// may have changed (steady_observation.hpp).
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coap/client/notification_order.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

struct ObservedState {
    IncomingResponse response;
    std::optional<std::uint32_t> number{};  ///< nullopt: the server does not observe; it is asked again and again
    Peer sender{};
};

class Observation {
public:
    /// Without a word for so long the server is pinged: that keeps mappings of NAT alive.
    static constexpr Duration idle_time = 25s;
    /// How long a ping may go unanswered before the registration is made anew.
    static constexpr Duration pong_time = 3s;
    /// Between two attempts to fetch the blocks of a notification.
    static constexpr Duration fetch_interval = 5s;

    /// How often in a row the server may forget the session without an answer in between.
    static constexpr unsigned most_losses = 3;

    struct Listener {
        /// A new state, or an error answer after which it goes on trying.
        std::function<void(const ObservedState&)> notified;
        /// The state that was notified last holds on: the server was asked again and has answered the same. May be
        /// empty.
        std::function<void(const ObservedState&)> confirmed{};
        /// A notification could not be fetched. It goes on.
        std::function<void(const Error&)> troubled;
        /// The end. It may destroy the Observation, as may the others.
        std::function<void(const Error&)> lost;
    };

    /// `request` is a GET or FETCH. The session outlives it.
    Observation(Session& session, OutgoingRequest request, const ExchangeOptions& options, Listener listener);
    ~Observation();
    Observation(const Observation&) = delete;
    Observation& operator=(const Observation&) = delete;

    /// Deregisters: calls `done` when the server has answered, or does not within a second.
    void cancel(std::function<void()> done);

private:
    void make_registration();
    void send_registration();
    void on_incoming(const Incoming& incoming);
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
    std::optional<IncomingResponse> shown_;  ///< the last one
    Timer refresh_;
    Timer idle_;

    std::unique_ptr<ClientExchange> fetch_;
    std::optional<std::uint32_t> fetched_number_;
    bool is_newer_announced_ = false;  ///< while another one is fetched
    Timer fetch_again_;

    Subscription clock_steps_;
    std::function<void()> cancelled_;
    Timer soon_;
};

}  // namespace coapnode
