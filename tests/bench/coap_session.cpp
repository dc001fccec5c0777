// SPDX-License-Identifier: MIT
#include "coap_session.hpp"

#include <netinet/in.h>

#include <stdexcept>

namespace bench {

namespace {

constexpr unsigned handshake_patience_ms = 5000;
constexpr unsigned longest_handshakes = 200;  ///< turns of the loop

coap_address_t address_of(std::uint16_t port)
{
    coap_address_t address;
    coap_address_init(&address);
    address.size = sizeof address.addr.sin;
    address.addr.sin.sin_family = AF_INET;
    address.addr.sin.sin_port = htons(port);
    address.addr.sin.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

coap_session_t* begin_session(coap_context_t* context, const CoapServer& server)
{
    const auto address = address_of(server.port);
    const auto& key = server.key;
    if (key.identity.empty()) return coap_new_client_session(context, nullptr, &address, COAP_PROTO_UDP);
    coap_dtls_cpsk_t setup{};
    setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
    setup.psk_info.identity = {key.identity.size(), reinterpret_cast<const std::uint8_t*>(key.identity.data())};
    setup.psk_info.key = {key.secret.size(), reinterpret_cast<const std::uint8_t*>(key.secret.data())};
    return coap_new_client_session_psk2(context, nullptr, &address, COAP_PROTO_DTLS, &setup);
}

}  // namespace

coap_session_t* open_session(coap_context_t* context, const CoapServer& server)
{
    auto* const session = begin_session(context, server);
    if (session == nullptr) throw std::runtime_error{"cannot open a session"};
    for (unsigned i = 0; coap_session_get_state(session) != COAP_SESSION_STATE_ESTABLISHED; ++i) {
        if (i == longest_handshakes) throw std::runtime_error{"no handshake"};
        coap_io_process(context, handshake_patience_ms);
    }
    return session;
}

bool send_get(coap_session_t* session, std::string_view path)
{
    auto* const request = coap_new_pdu(COAP_MESSAGE_CON, COAP_REQUEST_CODE_GET, session);
    std::uint8_t token[8];
    std::size_t size = 0;
    coap_session_new_token(session, &size, token);
    coap_add_token(request, size, token);
    coap_add_option(request, COAP_OPTION_URI_PATH, path.size(), reinterpret_cast<const std::uint8_t*>(path.data()));
    return coap_send(session, request) != COAP_INVALID_MID;
}

}  // namespace bench
