// SPDX-License-Identifier: MIT
/// The way to one peer: libcoap's session, and the queue of those that want to send (turns.hpp). Once it is destroyed
/// nothing of it is sent again.
#pragma once

#include "coap/client/requester.hpp"
#include "coap/client/turns.hpp"
#include "coap/wire/handles.hpp"

#include <memory>

namespace coapnode {

class Session {
public:
    enum class Reliability { confirmable, non_confirmable };

    /// Over plain UDP. Errors: no_route.
    static Result<std::unique_ptr<Session>> open(Requester& requester, const Peer& peer);

    /// Never from within libcoap; what a Requester calls is not.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Sends one message. Its answer comes to whoever listens for the token. Errors: those of write_request()
    /// (codec.hpp), no_route.
    Result<void> send(Reliability reliability, const Token& token, const OutgoingRequest& request,
                      const RequestTransfer& transfer, ByteView payload);

    [[nodiscard]] Requester::Listening listen(const Token& token, Requester::Receive receive);
    [[nodiscard]] Token new_token() const { return requester_.new_token(); }
    [[nodiscard]] Turns& turns() { return turns_; }
    [[nodiscard]] Scheduler& scheduler() { return requester_.scheduler(); }

private:
    Session(Requester& requester, SessionPtr session);

    Requester& requester_;
    SessionPtr session_;
    Turns turns_;
};

}  // namespace coapnode
