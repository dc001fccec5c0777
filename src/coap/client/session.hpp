// SPDX-License-Identifier: MIT
/// The connection to one peer over UDP or DTLS-PSK: the queue of senders (turns.hpp) and the current Transport. A
/// failed transport is reopened for the next message. One that the server has forgotten is replaced (recovery.hpp), and
/// waiting exchanges fail with session_lost.
#pragma once

#include "coap/client/recovery.hpp"
#include "coap/client/requester.hpp"
#include "coap/client/transport.hpp"
#include "coap/client/turns.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace coapnode {

class Session final : public Asker {
public:
    enum class Reliability { confirmable, non_confirmable };

    /// Bound on messages that wait for the end of the handshake.
    static constexpr std::size_t most_put_off = 64;
    /// The server may just be restarting when its port is closed, so the client tries twice.
    static constexpr Duration second_try_after = 500ms;

    /// Errors: no_route, busy (no descriptor is left).
    static Result<std::unique_ptr<Session>> open(Requester& requester, Destination destination);

    /// Not to be called from within libcoap; callbacks of the Requester are safe.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Sends one message after the handshake. The listener for its token gets the answer, or the error of the
    /// handshake: silent, unreachable, key_refused. Errors: those of write_request() (codec.hpp), no_route, busy.
    Result<void> send(Reliability reliability, const Token& token, const OutgoingRequest& request,
                      const RequestTransfer& transfer, ByteView payload);

    /// `acknowledged` is called when the server has the request and will answer later. May be empty.
    [[nodiscard]] Requester::Listening listen(const Token& token, Requester::Receive receive,
                                              std::function<void()> acknowledged = {});
    [[nodiscard]] Token new_token() const { return requester_.new_token(); }

    /// Reports that a message was not answered. Over DTLS the server may have forgotten the session.
    void doubt();

    /// Pings the peer; an answer changes last_heard().
    void ping();

    [[nodiscard]] bool is_secure() const { return destination_.key.has_value(); }
    [[nodiscard]] const Destination& destination() const { return destination_; }
    [[nodiscard]] bool is_ready() const { return transport_->state() == Transport::State::ready; }
    [[nodiscard]] bool has_failed() const { return transport_->state() == Transport::State::failed && !second_try_; }
    /// The error of a failed session, or the meaning of its silence.
    [[nodiscard]] Error trouble() const { return transport_->trouble(); }
    /// The same for a request that began when heard() was `before`.
    [[nodiscard]] Error trouble_since(std::uint64_t before) const;
    /// A count that changes with each message of the peer.
    [[nodiscard]] std::uint64_t heard() const { return transport_->heard(); }
    [[nodiscard]] Instant last_heard() const { return transport_->last_heard(); }
    [[nodiscard]] unsigned pongs() const { return transport_->pongs(); }
    [[nodiscard]] unsigned refusals() const { return transport_->refusals(); }
    /// Emitted from the loop when one of these values has changed.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

    [[nodiscard]] Turns& turns() { return turns_; }
    [[nodiscard]] Scheduler& scheduler() { return requester_.scheduler(); }

private:
    struct PutOff {
        Reliability reliability{};
        Token token{};
        OutgoingRequest request;
        RequestTransfer transfer;
        Bytes payload;
    };

    Session(Requester& requester, Destination destination);

    Result<void> open_transport();
    Result<void> send_now(Reliability reliability, const Token& token, const OutgoingRequest& request,
                          const RequestTransfer& transfer, ByteView payload);
    void send_put_off();
    void forget_stale();
    void on_transport_changed();
    void on_transport_failed();
    void try_again();
    void on_recovery(Recovery::Outcome outcome);

    Requester& requester_;
    Destination destination_;
    ChangeSignal changes_;
    Turns turns_;
    std::vector<PutOff> put_off_;
    bool is_second_try_ = false;
    Timer second_try_;
    std::unique_ptr<Transport> transport_;
    std::unique_ptr<Recovery> recovery_;
};

}  // namespace coapnode
