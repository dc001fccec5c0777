// SPDX-License-Identifier: MIT
// What a CoAP GET costs a client of libcoap: its own processor time, as one line of JSON.
//
//   bench_direct PORT PATH CLIENTS TOTAL                       UDP, a session each
//   bench_direct PORT PATH CLIENTS TOTAL IDENTITY KEY          DTLS
//
// Requests go out in volleys, as those of bench_load.
#include "coap_session.hpp"
#include "cpu_clock.hpp"

#include <coap3/coap.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace bench {

namespace {

constexpr unsigned warm_up_volleys = 50;
constexpr unsigned patience_ms = 5000;

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

class Clients {
public:
    Clients(const CoapServer& server, std::string path, std::size_t count)
        : context_{coap_new_context(nullptr)}, path_{std::move(path)}
    {
        coap_set_app_data(context_.get(), &replies_);
        coap_register_response_handler(context_.get(), &on_reply);
        for (std::size_t i = 0; i < count; ++i)
            sessions_.push_back(open_session(context_.get(), server));
    }
    Clients(const Clients&) = delete;
    Clients& operator=(const Clients&) = delete;

    std::size_t shoot()
    {
        replies_.missing = sessions_.size();
        for (auto* const session : sessions_)
            if (!send_get(session, path_)) throw std::runtime_error{"cannot send"};
        while (replies_.missing > 0) {
            if (coap_io_process(context_.get(), patience_ms) >= static_cast<int>(patience_ms))
                throw std::runtime_error{"the server does not answer"};
        }
        if (replies_.has_failed) throw std::runtime_error{"the reply is no 2.05"};
        return sessions_.size();
    }

private:
    Replies replies_;
    Context context_;
    std::string path_;
    std::vector<coap_session_t*> sessions_;  ///< of the context
};

void run(const std::vector<std::string>& arguments)
{
    const auto port = static_cast<std::uint16_t>(std::stoul(arguments[0]));
    const CoapKey key = arguments.size() == 6 ? CoapKey{arguments[4], arguments[5]} : CoapKey{};
    Clients clients{{port, key}, arguments[1], std::stoul(arguments[2])};
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
