// SPDX-License-Identifier: MIT
/// One libcoap context that requests go out of, to any number of peers (session.hpp). It tells whose an answer is by
/// its token, and hands it on from the loop, never from within libcoap: so whoever is called may end exchanges,
/// sessions and the Requester itself.
#pragma once

#include "coap/message/codec.hpp"
#include "coap/wire/context.hpp"
#include "coapnode/core/peer.hpp"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace coapnode {

/// Calls `act` for as long as `fd` is readable and what it returns lives.
using WatchReadable = std::function<std::shared_ptr<void>(int fd, std::function<void()> act)>;

using Token = std::array<std::uint8_t, 8>;

/// What came for a token: a response, or why none comes of a message that was sent with it.
struct Arrival {
    Result<ReceivedResponse> response;
    Peer sender;
};

class Requester final : public ContextHandler {
public:
    using Receive = std::function<void(const Arrival&)>;

    Requester(Scheduler& scheduler, const WatchReadable& watch);
    ~Requester() override;
    Requester(const Requester&) = delete;
    Requester& operator=(const Requester&) = delete;

    /// Readable when there is something to process(), which the loop does by itself.
    [[nodiscard]] int fd() const { return context_.fd(); }
    void process();

    /// Calls `receive` for what comes for a token of a session, while what is returned lives.
    using Listening = std::shared_ptr<void>;
    [[nodiscard]] Listening listen(const coap_session_t& session, const Token& token, Receive receive);
    [[nodiscard]] Token new_token() const;

    /// For sessions.
    [[nodiscard]] Scheduler& scheduler() { return scheduler_; }
    [[nodiscard]] Context& context() { return context_; }

    coap_response_t on_response(coap_session_t& session, const coap_pdu_t* sent,
                                const coap_pdu_t& received) noexcept override;
    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;

private:
    struct Listener {
        const coap_session_t* session;
        Receive receive;
    };
    struct Waiting {
        Token token;
        Arrival arrival;
    };

    [[nodiscard]] bool is_awaited(const coap_session_t& session, const std::optional<Token>& token) const;
    void keep(const Token& token, Arrival arrival);
    void deliver();

    Scheduler& scheduler_;
    Context context_;
    std::map<Token, Listener> listeners_;
    std::vector<Waiting> inbox_;
    Timer soon_;
    std::shared_ptr<Requester*> self_;  ///< dies with it
    std::shared_ptr<void> watch_;
};

}  // namespace coapnode
