// SPDX-License-Identifier: MIT
/// Requests are enclosed (message/enclosed_request.hpp) before libcoap parses them, over UDP and DTLS alike; responses
/// are marked where it would drop them (message/marked_response.hpp).
///
/// libcoap has no hook before its parser, and takes no message from outside. But it calls its parser, coap_pdu_parse(),
/// as any shared library calls an exported function: by its name. So one of that name in the program comes first (the
/// dynamic linker's symbol interposition, ld.so(8)), changes the message, and calls libcoap's. Where libcoap calls its
/// own parser otherwise, no request is understood; the tests of the server show it.
#pragma once

namespace coapnode {

/// Finds libcoap's parser. Throws std::runtime_error where it has none. Called before anything is parsed, it also makes
/// sure that a program has the hook in it.
void hook_parser();

}  // namespace coapnode
