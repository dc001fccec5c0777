// SPDX-License-Identifier: MIT
// What a CoAP GET costs a client of libcoap: its own processor time, as one line of JSON.
//
//   bench_direct PORT PATH CLIENTS TOTAL                       UDP, a session each
//   bench_direct PORT PATH CLIENTS TOTAL IDENTITY KEY          DTLS
//
// Requests go out in volleys, as those of bench_load.
#include "cpu_clock.hpp"

#include <coap3/coap.h>
#include <netinet/in.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

namespace {

constexpr unsigned warm_up_volleys = 50;
constexpr unsigned patience_ms = 5000;
constexpr unsigned longest_handshakes = 200;  ///< turns of the loop

struct ContextDeleter {
    void operator()(coap_context_t* context) const { coap_free_context(context); }
};
using Context = std::unique_ptr<coap_context_t, ContextDeleter>;

struct Replies {
    unsigned long missing = 0;
    bool has_failed = false;
};

coap_response_t on_reply(coap_session_t* session, const coap_pdu_t* /*sent*/, const coap_pdu_t* received,
                         coap_mid_t /*id*/) noexcept
{
    auto& replies = *static_cast<Replies*>(coap_get_app_data(coap_session_get_context(session)));
    --replies.missing;
    if (coap_pdu_get_code(received) != COAP_RESPONSE_CODE_CONTENT) replies.has_failed = true;
    return COAP_RESPONSE_OK;
}

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

struct Key {
    std::string identity;
    std::string secret;
};

coap_session_t* open_session(coap_context_t* context, std::uint16_t port, const Key& key)
{
    const auto server = address_of(port);
    if (key.identity.empty()) return coap_new_client_session(context, nullptr, &server, COAP_PROTO_UDP);
    coap_dtls_cpsk_t setup{};
    setup.version = COAP_DTLS_CPSK_SETUP_VERSION;
    setup.psk_info.identity = {key.identity.size(), reinterpret_cast<const std::uint8_t*>(key.identity.data())};
    setup.psk_info.key = {key.secret.size(), reinterpret_cast<const std::uint8_t*>(key.secret.data())};
    return coap_new_client_session_psk2(context, nullptr, &server, COAP_PROTO_DTLS, &setup);
}

class Clients {
public:
    Clients(std::uint16_t port, std::string path, std::size_t count, const Key& key)
        : context_{coap_new_context(nullptr)}, path_{std::move(path)}
    {
        coap_set_app_data(context_.get(), &replies_);
        coap_register_response_handler(context_.get(), &on_reply);
        for (std::size_t i = 0; i < count; ++i) {
            sessions_.push_back(open_session(context_.get(), port, key));
            establish(sessions_.back());
        }
    }
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    std::size_t shoot()
    {
        replies_.missing = sessions_.size();
        for (auto* const session : sessions_)
            send(session);
        while (replies_.missing > 0) {
            if (coap_io_process(context_.get(), patience_ms) >= static_cast<int>(patience_ms))
                throw std::runtime_error{"the server does not answer"};
        }
        if (replies_.has_failed) throw std::runtime_error{"the reply is no 2.05"};
        return sessions_.size();
    }

private:
    void establish(coap_session_t* session)
    {
        if (session == nullptr) throw std::runtime_error{"cannot open a session"};
        for (unsigned i = 0; coap_session_get_state(session) != COAP_SESSION_STATE_ESTABLISHED; ++i) {
            if (i == longest_handshakes) throw std::runtime_error{"no handshake"};
            coap_io_process(context_.get(), patience_ms);
        }
    }

    void send(coap_session_t* session)
    {
        auto* const request = coap_new_pdu(COAP_MESSAGE_CON, COAP_REQUEST_CODE_GET, session);
        std::uint8_t token[8];
        std::size_t size = 0;
        coap_session_new_token(session, &size, token);
        coap_add_token(request, size, token);
        coap_add_option(request, COAP_OPTION_URI_PATH, path_.size(),
                        reinterpret_cast<const std::uint8_t*>(path_.data()));
        if (coap_send(session, request) == COAP_INVALID_MID) throw std::runtime_error{"cannot send"};
    }

    Replies replies_;
    Context context_;
    std::string path_;
    std::vector<coap_session_t*> sessions_;  ///< of the context
};

void run(const std::vector<std::string>& arguments)
{
    const auto port = static_cast<std::uint16_t>(std::stoul(arguments[0]));
    const Key key = arguments.size() == 6 ? Key{arguments[4], arguments[5]} : Key{};
    Clients clients{port, arguments[1], std::stoul(arguments[2]), key};
    const auto total = std::stoul(arguments[3]);
    for (unsigned i = 0; i < warm_up_volleys; ++i)
        clients.shoot();
    const CpuClock own{::getpid()};
    const auto before = own.nanoseconds();
    unsigned long count = 0;
    while (count < total)
        count += clients.shoot();
    print(count, own.nanoseconds() - before);
}

}  // namespace

}  // namespace bench

int main(int count, char** words)
{
    const std::vector<std::string> arguments{words + 1, words + count};
    if (arguments.size() != 4 && arguments.size() != 6) {
        std::fprintf(stderr, "bench_direct is for tests/bench/run; direct.cpp says how it is called\n");
        return 2;
    }
    coap_startup();
    int result = 0;
    try {
        bench::run(arguments);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_direct: %s\n", failure.what());
        result = 1;
    }
    coap_cleanup();
    return result;
}
