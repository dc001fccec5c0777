// SPDX-License-Identifier: MIT
#include "coap/client/send_request.hpp"

#include "coap/client/route.hpp"

#include <cerrno>
#include <utility>

namespace coapnode {

Result<void> send_pdu(coap_session_t& session, PduPtr pdu)
{
    errno = 0;
    if (coap_send(&session, pdu.release()) != COAP_INVALID_MID) return {};
    if (errno == ECONNREFUSED || errno == EHOSTUNREACH) return Failure{told_by_icmp()};
    return no_route();
}

Result<void> send_request(coap_session_t& session, coap_pdu_type_t type, const Token& token,
                          const OutgoingRequest& request, const RequestTransfer& transfer, ByteView payload)
{
    PduPtr pdu{
        coap_pdu_init(type, COAP_EMPTY_CODE, coap_new_message_id(&session), coap_session_max_pdu_size(&session))};
    if (!pdu || coap_add_token(pdu.get(), token.size(), token.data()) == 0)
        return fail(Errc::too_large, "this machine has too little memory for the request");
    if (auto written = write_request(*pdu, request, transfer, payload); !written) return written;
    return send_pdu(session, std::move(pdu));
}

}  // namespace coapnode
