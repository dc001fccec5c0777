// SPDX-License-Identifier: MIT
/// One request and its answer, whole: with its blocks both ways (RFC 7959), its turn in the session's queue, and a
/// deadline of its own, which libcoap does not have.
#pragma once

#include "coap/client/patience.hpp"
#include "coap/client/session.hpp"
#include "coap/message/block1_sender.hpp"
#include "coap/message/block2_assembly.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

struct ExchangeOptions {
    Duration timeout = 10s;  ///< from its beginning to the last block, the wait for its turn included
    Session::Reliability reliability = Session::Reliability::confirmable;
    std::size_t largest_answer = 1'048'576;
    /// Of the request's blocks. 512 bytes: with the longest path and query a datagram stays below libcoap's 1 152.
    unsigned request_exponent = Block::modest_exponent;
    std::optional<unsigned> answer_exponent{};  ///< nullopt: as the server chooses
};

/// Destroyed before its end it is given up: its message may be repeated while the session lives, its answer is
/// rejected.
///
/// Where the server has forgotten the DTLS session, a request begins anew on the next one, unless it must not be done
/// twice: POST and PATCH end with outcome_unknown.
class ClientExchange {
public:
    /// Without an answer for so long, the DTLS session is doubted. What must not be done twice waits until its message
    /// was repeated (ACK_TIMEOUT, at most 3 s).
    static constexpr Duration patience = 1200ms;
    static constexpr Duration patience_of_unrepeatable = 4s;
    static constexpr unsigned most_repeats = 3;

    using Done = std::function<void(Result<IncomingResponse>)>;

    /// `done` is called once, from the loop and never from within this; it may destroy the ClientExchange. A session
    /// outlives its exchanges. Errors: silent, unreachable (ICMP said so twice: once may be a restart), key_refused,
    /// outcome_unknown, rejected, bad_answer, no_route, busy, and those of write_request() (codec.hpp). An answer with
    /// an error code is none.
    ClientExchange(Session& session, OutgoingRequest request, const ExchangeOptions& options, Done done);
    ClientExchange(const ClientExchange&) = delete;
    ClientExchange& operator=(const ClientExchange&) = delete;

    /// Of a transfer in blocks.
    struct Progress {
        std::size_t sent{};
        std::size_t to_send{};
        std::size_t received{};
    };
    [[nodiscard]] Progress progress() const
    {
        return {is_body_sent_ ? request_.payload.size() : sender_.sent(), request_.payload.size(),
                assembly_.received()};
    }

private:
    void wait_for_turn();
    void begin();
    void send_next();
    [[nodiscard]] Result<void> send_body();
    [[nodiscard]] Result<void> ask_for_block();
    [[nodiscard]] Result<void> send(const Token& token, const RequestTransfer& transfer, ByteView payload);
    void on_incoming(const Incoming& incoming);
    void on_failure(const Error& error);
    void on_session_lost();
    void on_answer(const ReceivedResponse& answer);
    void on_deadline();
    void finish(Result<IncomingResponse> result);
    void finish_soon(const Error& error);

    Session& session_;
    OutgoingRequest request_;
    ExchangeOptions options_;
    Done done_;
    unsigned repeats_ = 0;
    Token body_token_;  ///< of all blocks of the body: npm's coap tells bodies apart by it
    Block1Sender sender_;
    Block2Assembly assembly_;
    bool is_body_sent_ = false;
    std::optional<Error> doubt_;  ///< that it can be reached
    std::unique_ptr<Turns::Turn> turn_;
    Requester::Listening listening_;
    Timer deadline_;
    std::optional<Patience> patience_;
    Timer soon_;
};

}  // namespace coapnode
