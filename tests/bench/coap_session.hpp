// SPDX-License-Identifier: MIT
// Sessions of libcoap's to the node, for the programs that are its clients.
#pragma once

#include <coap3/coap.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

struct CoapKey {
    std::string identity;
    std::string secret;
};

/// On the loopback.
struct CoapServer {
    std::uint16_t port;
    CoapKey key{};  ///< without an identity: plain CoAP
};

/// One that is ready to send. Throws std::runtime_error.
coap_session_t* open_session(coap_context_t* context, const CoapServer& server);

/// A confirmable GET with a token of its own. Returns whether it was sent.
bool send_get(coap_session_t* session, std::string_view path);

}  // namespace bench
