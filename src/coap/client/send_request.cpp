// SPDX-License-Identifier: MIT
#include "coap/client/send_request.hpp"

#include "coap/client/route.hpp"
#include "coap/wire/handles.hpp"

namespace coapnode {

Result<void> send_request(coap_session_t& session, coap_pdu_type_t type, const Token& token,
                          const OutgoingRequest& request, const RequestTransfer& transfer, ByteView payload)
{
    PduPtr pdu{
        coap_pdu_init(type, COAP_EMPTY_CODE, coap_new_message_id(&session), coap_session_max_pdu_size(&session))};
    if (!pdu || coap_add_token(pdu.get(), token.size(), token.data()) == 0)
        return fail(Errc::too_large, "the request does not fit this machine's memory");
    if (auto written = write_request(*pdu, request, transfer, payload); !written) return written;
    if (coap_send(&session, pdu.release()) == COAP_INVALID_MID) return no_route();
    return {};
}

}  // namespace coapnode
