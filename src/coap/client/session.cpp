// SPDX-License-Identifier: MIT
#include "coap/client/session.hpp"

#include "coap/client/route.hpp"

#include <utility>

namespace coapnode {

namespace {

using PduPtr = CPtr<coap_pdu_t, &coap_delete_pdu>;

/// The queue is ours (turns.hpp). In libcoap's own a request that was given up would hold up all that follow.
constexpr std::uint16_t no_queue_of_libcoap = UINT16_MAX;

}  // namespace

Result<std::unique_ptr<Session>> Session::open(Requester& requester, const Peer& peer)
{
    const auto remote = to_coap_address(peer);
    SessionPtr session{coap_new_client_session(&requester.context().get(), nullptr, &remote, COAP_PROTO_UDP)};
    if (!session) return no_route();
    coap_session_set_nstart(session.get(), no_queue_of_libcoap);
    return std::unique_ptr<Session>{new Session{requester, std::move(session)}};
}

Session::Session(Requester& requester, SessionPtr session)
    : requester_{requester}, session_{std::move(session)}, turns_{requester.scheduler()}
{
}

Session::~Session()
{
    // Released alone it would live on, and repeat what waits for an acknowledgement.
    coap_session_disconnected(session_.get(), COAP_NACK_NOT_DELIVERABLE);
    session_.reset();
    requester_.context().sent();
}

Result<void> Session::send(Reliability reliability, const Token& token, const OutgoingRequest& request,
                           const RequestTransfer& transfer, ByteView payload)
{
    const auto type = reliability == Reliability::confirmable ? COAP_MESSAGE_CON : COAP_MESSAGE_NON;
    PduPtr pdu{coap_pdu_init(type, COAP_EMPTY_CODE, coap_new_message_id(session_.get()),
                             coap_session_max_pdu_size(session_.get()))};
    if (!pdu || coap_add_token(pdu.get(), token.size(), token.data()) == 0)
        return fail(Errc::too_large, "the request does not fit this machine's memory");
    if (auto written = write_request(*pdu, request, transfer, payload); !written) return written;
    const auto sent = coap_send(session_.get(), pdu.release());
    requester_.context().sent();
    if (sent == COAP_INVALID_MID) return no_route();
    return {};
}

Requester::Listening Session::listen(const Token& token, Requester::Receive receive)
{
    return requester_.listen(*session_, token, std::move(receive));
}

}  // namespace coapnode
