// SPDX-License-Identifier: MIT
/// Changes messages before libcoap parses them, over UDP and DTLS. Requests are enclosed
/// (message/enclosed_request.hpp), and responses that libcoap would drop are changed (message/marked_response.hpp).
/// Empty acknowledgements, which it reports to nobody, are marked (message/marked_acknowledgement.hpp), and so are
/// datagrams of another protocol that a client gets.
///
/// libcoap has no hook before its parser and accepts no message from outside. But it calls its parser,
/// coap_pdu_parse(), by name, like any exported function of a shared library. So a function of this name in the program
/// replaces it (symbol interposition, ld.so(8)); it changes the message and calls libcoap's function. If libcoap called
/// its parser directly, no request would be understood; the server's tests would show it.
#pragma once

namespace coapnode {

/// Finds libcoap's parser. Throws std::runtime_error when there is none. The call also makes sure that the hook is
/// linked into the program.
void hook_parser();

}  // namespace coapnode
