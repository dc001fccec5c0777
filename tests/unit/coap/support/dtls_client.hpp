// SPDX-License-Identifier: MIT
/// A DTLS-PSK client, libcoap's own, that a test turns by hand.
#pragma once

#include "coap/support/datagram.hpp"
#include "coap/wire/handles.hpp"
#include "coap/wire/listen_address.hpp"

#include <coap3/coap.h>
#include <poll.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

class DtlsClient {
public:
    /// `server_name`: what it says the server is called; empty: nothing.
    DtlsClient(const Listen& server, std::string identity, Bytes key, std::string server_name = {})
        : identity_{std::move(identity)},
          key_{std::move(key)},
          server_name_{std::move(server_name)},
          context_{coap_new_context(nullptr)}
    {
        coap_register_response_handler(context_.get(), &on_response);
        coap_register_event_handler(context_.get(), &on_event);
        coap_register_ping_handler(context_.get(), &on_ping);
        coap_dtls_cpsk_t setup{};
        setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
        const auto identity_bytes = as_bytes(identity_);
        if (!server_name_.empty()) setup.client_sni = server_name_.data();
        setup.psk_info.identity = {identity_bytes.size(), identity_bytes.data()};
        setup.psk_info.key = {key_.size(), key_.data()};
        const auto address = to_coap_address(server).value();
        const auto local = to_coap_address({server.host, 0}).value();
        session_ = coap_new_client_session_psk2(context_.get(), &local, &address, COAP_PROTO_DTLS, &setup);
        REQUIRE(session_ != nullptr);
        coap_session_set_app_data(session_, this);
    }
    ~DtlsClient() { coap_session_release(session_); }
    DtlsClient(const DtlsClient&) = delete;
    DtlsClient& operator=(const DtlsClient&) = delete;

    [[nodiscard]] std::uint16_t port() const { return coap_address_get_port(coap_session_get_addr_local(session_)); }

    /// With one option more, where a number is given.
    void ask(Method method, std::string_view path, coap_option_num_t number = 0, ByteView value = {})
    {
        answer_.clear();
        auto* const pdu = coap_new_pdu(COAP_MESSAGE_CON, static_cast<coap_pdu_code_t>(method), session_);
        for (const auto& segment : segments(path)) {
            const auto bytes = as_bytes(segment);
            coap_add_option(pdu, COAP_OPTION_URI_PATH, bytes.size(), bytes.data());
        }
        if (number != 0) coap_add_option(pdu, number, value.size(), value.data());
        coap_send(session_, pdu);
    }
    void observe(std::string_view path) { ask(Method::get, path, COAP_OPTION_OBSERVE); }

    /// A confirmable message without options.
    void send(std::uint8_t code)
    {
        coap_send(session_, coap_new_pdu(COAP_MESSAGE_CON, static_cast<coap_pdu_code_t>(code), session_));
    }
    void process() { coap_io_process(context_.get(), COAP_IO_NO_WAIT); }

    /// Until one of the two sides has something to do, or for so many milliseconds.
    void wait(std::span<const int> server, int milliseconds) const
    {
        std::vector<pollfd> all{{coap_context_get_coap_fd(context_.get()), POLLIN, 0}};
        for (const int fd : server)
            all.push_back({fd, POLLIN, 0});
        static_cast<void>(::poll(all.data(), all.size(), milliseconds));
    }

    [[nodiscard]] bool answered() const { return !answer_.empty(); }
    /// The server has ended the session, or did not let it begin.
    [[nodiscard]] bool closed() const { return closed_; }
    /// How often the server has asked whether it is there.
    [[nodiscard]] int pings() const { return pings_; }
    /// "2.05 payload"
    [[nodiscard]] std::string take_answer() { return std::exchange(answer_, {}); }

private:
    static DtlsClient& client_of(const coap_session_t* session)
    {
        return *static_cast<DtlsClient*>(coap_session_get_app_data(session));
    }

    static coap_response_t on_response(coap_session_t* session, const coap_pdu_t* /*sent*/, const coap_pdu_t* received,
                                       coap_mid_t /*mid*/)
    {
        std::size_t length = 0;
        const std::uint8_t* data = nullptr;
        static_cast<void>(coap_get_data(received, &length, &data));
        client_of(session).answer_ =
            to_string(static_cast<Code>(coap_pdu_get_code(received))) + ' ' + std::string{as_text({data, length})};
        return COAP_RESPONSE_OK;
    }

    static int on_event(coap_session_t* session, coap_event_t event)
    {
        if (event == COAP_EVENT_DTLS_CLOSED || event == COAP_EVENT_DTLS_ERROR) client_of(session).closed_ = true;
        return 0;
    }

    static void on_ping(coap_session_t* session, const coap_pdu_t* /*received*/, coap_mid_t /*mid*/)
    {
        ++client_of(session).pings_;
    }

    std::string identity_;
    Bytes key_;
    std::string server_name_;
    std::string answer_;
    bool closed_ = false;
    int pings_ = 0;
    ContextPtr context_;
    coap_session_t* session_ = nullptr;
};

}  // namespace coapnode
