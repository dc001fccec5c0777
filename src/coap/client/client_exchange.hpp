// SPDX-License-Identifier: MIT
/// One request and its answer: with blocks in both directions (RFC 7959), its turn in the session's queue, and a
/// deadline, which libcoap does not offer.
#pragma once

#include "coap/client/patience.hpp"
#include "coap/client/session.hpp"
#include "coap/message/block1_sender.hpp"
#include "coap/message/block2_assembly.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

struct ExchangeOptions {
    Duration timeout = 10s;  ///< from the start to the last block, including the wait for its turn
    Session::Reliability reliability = Session::Reliability::confirmable;
    std::size_t largest_answer = 1'048'576;
    /// SZX of the request's blocks. With 512 bytes, a datagram with the longest path and query stays below libcoap's
    /// limit of 1 152.
    unsigned request_exponent = Block::modest_exponent;
    std::optional<unsigned> answer_exponent{};  ///< nullopt: the server chooses
};

/// Destroying it early cancels the exchange. Its message may still be retransmitted while the session lives; its answer
/// is rejected.
///
/// When the server no longer has the DTLS session, the request starts again on a new one. POST and PATCH must not run
/// twice: they end with outcome_unknown.
class ClientExchange {
public:
    /// After this time without an answer the DTLS session is tested (recovery.hpp). A request that must not run twice
    /// waits until its message was retransmitted (ACK_TIMEOUT, at most 3 s).
    static constexpr Duration patience = 1200ms;
    static constexpr Duration patience_of_unrepeatable = 4s;
    static constexpr unsigned most_repeats = 3;

    using Done = std::function<void(Result<IncomingResponse>)>;

    /// `done` is called once, from the loop and never from within the constructor; it may destroy the ClientExchange.
    /// The session must outlive it. Errors: silent, late, unreachable (ICMP reported a closed port twice; once may be a
    /// restart), key_refused, outcome_unknown, rejected, bad_answer, no_route, busy, and those of write_request()
    /// (codec.hpp). An answer with an error code is a response, not an Error.
    ClientExchange(Session& session, OutgoingRequest request, const ExchangeOptions& options, Done done);
    ClientExchange(const ClientExchange&) = delete;
    ClientExchange& operator=(const ClientExchange&) = delete;

    /// For a transfer in blocks.
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
    void on_incoming(Incoming incoming);
    void on_acknowledged();
    void on_failure(const Error& error);
    void on_session_lost();
    void on_answer(ReceivedResponse answer);
    void on_deadline();
    void finish(Result<IncomingResponse> result);
    void finish_soon(const Error& error);

    Session& session_;
    OutgoingRequest request_;
    ExchangeOptions options_;
    Done done_;
    std::uint64_t heard_before_;  ///< Session::heard() at the start
    unsigned repeats_ = 0;
    Token body_token_;  ///< the same for all blocks of the body: npm's coap distinguishes bodies by it
    Block1Sender sender_;
    Block2Assembly assembly_;
    bool is_body_sent_ = false;
    std::optional<Error> doubt_;  ///< the reason to doubt that the server is reachable
    std::unique_ptr<Turns::Turn> turn_;
    Requester::Listening listening_;
    Timer deadline_;
    std::optional<Patience> patience_;
    Timer soon_;
};

}  // namespace coapnode
