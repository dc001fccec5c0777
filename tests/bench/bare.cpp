// SPDX-License-Identifier: MIT
// The floor of the gateway's rows: libmicrohttpd and libcoap in one loop, with nothing in between. It checks, maps and
// keeps nothing; and each session has one request at a time.
//
//   bench_bare PORT NODE_PORT PATH SESSIONS                    UDP
//   bench_bare PORT NODE_PORT PATH SESSIONS IDENTITY KEY       DTLS
//
// "GET /7" asks the node for PATH on session 7, and is answered with what comes; "GET /kept" with some bytes at once.
#include "coap_session.hpp"

#include <coap3/coap.h>
#include <microhttpd.h>
#include <sys/epoll.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

namespace {

constexpr unsigned as_the_gateway = 16'384;  // bytes of a connection
constexpr int longest_wait_ms = 1000;        // libcoap's timers
constexpr std::string_view kept = R"({"value":21.5,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"})";

struct Request {
    MHD_Connection* connection;
    std::string body{};
    bool is_sent = false;
};

MHD_Result reply(MHD_Connection* connection, std::string_view body, MHD_ResponseMemoryMode mode)
{
    auto* const response = MHD_create_response_from_buffer(body.size(), const_cast<char*>(body.data()), mode);
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, "application/json");
    const auto queued = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return queued;
}

class Bare {
public:
    Bare(std::uint16_t port, const CoapServer& node, std::string path, std::size_t sessions)
        : context_{coap_new_context(nullptr)}, path_{std::move(path)}
    {
        coap_register_response_handler(context_.get(), &on_coap);
        for (std::size_t i = 0; i < sessions; ++i)
            sessions_.push_back(open_session(context_.get(), node));
        http_ = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, port, nullptr, nullptr, &on_http, this,
                                 MHD_OPTION_NOTIFY_COMPLETED, &on_completed, nullptr,
                                 MHD_OPTION_CONNECTION_MEMORY_LIMIT, std::size_t{as_the_gateway}, MHD_OPTION_END);
        if (http_ == nullptr) throw std::runtime_error{"cannot serve HTTP"};
    }
    Bare(const Bare&) = delete;
    Bare& operator=(const Bare&) = delete;

    /// Until it is killed.
    [[noreturn]] void serve()
    {
        const int loop = ::epoll_create1(EPOLL_CLOEXEC);
        const int coap = coap_context_get_coap_fd(context_.get());
        const int http = MHD_get_daemon_info(http_, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
        for (const int fd : {coap, http}) {
            epoll_event event{EPOLLIN, {.fd = fd}};
            ::epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event);
        }
        for (;;) {
            std::array<epoll_event, 2> events{};
            MHD_UNSIGNED_LONG_LONG due = longest_wait_ms;
            const bool is_due = MHD_get_timeout(http_, &due) == MHD_YES && due == 0;
            ::epoll_wait(loop, events.data(), events.size(), is_due ? 0 : longest_wait_ms);
            coap_io_process(context_.get(), COAP_IO_NO_WAIT);
            MHD_run(http_);
        }
    }

private:
    struct FreeContext {
        void operator()(coap_context_t* context) const { coap_free_context(context); }
    };

    static MHD_Result on_http(void* bare, MHD_Connection* connection, const char* target, const char* /*method*/,
                              const char* /*version*/, const char* /*body*/, std::size_t* /*size*/,
                              void** state) noexcept
    {
        if (*state == nullptr) {
            *state = new Request{connection};
            return MHD_YES;
        }
        auto& request = *static_cast<Request*>(*state);
        if (std::string_view{target} == "/kept") return reply(connection, kept, MHD_RESPMEM_PERSISTENT);
        if (request.is_sent) return reply(connection, request.body, MHD_RESPMEM_MUST_COPY);
        request.is_sent = true;
        MHD_suspend_connection(connection);
        static_cast<Bare*>(bare)->ask(std::strtoul(target + 1, nullptr, 10), request);
        return MHD_YES;
    }

    static void on_completed(void* /*closure*/, MHD_Connection* /*connection*/, void** state,
                             MHD_RequestTerminationCode /*code*/) noexcept
    {
        delete static_cast<Request*>(*state);
    }

    void ask(std::size_t number, Request& request)
    {
        auto* const session = sessions_.at(number);
        coap_session_set_app_data(session, &request);
        if (!send_get(session, path_)) std::abort();
    }

    static coap_response_t on_coap(coap_session_t* session, const coap_pdu_t* /*sent*/, const coap_pdu_t* received,
                                   coap_mid_t /*id*/) noexcept
    {
        auto& request = *static_cast<Request*>(coap_session_get_app_data(session));
        std::size_t size = 0;
        const std::uint8_t* data = nullptr;
        coap_get_data(received, &size, &data);
        request.body.assign(reinterpret_cast<const char*>(data), size);
        MHD_resume_connection(request.connection);
        return COAP_RESPONSE_OK;
    }

    std::unique_ptr<coap_context_t, FreeContext> context_;
    std::string path_;
    std::vector<coap_session_t*> sessions_;  ///< of the context
    MHD_Daemon* http_ = nullptr;
};

void run(const std::vector<std::string>& arguments)
{
    const auto port = static_cast<std::uint16_t>(std::stoul(arguments[0]));
    CoapServer node{static_cast<std::uint16_t>(std::stoul(arguments[1]))};
    if (arguments.size() == 6) node.key = {arguments[4], arguments[5]};
    Bare{port, node, arguments[2], std::stoul(arguments[3])}.serve();
}

}  // namespace

}  // namespace bench

int main(int count, char** words)
{
    const std::vector<std::string> arguments{words + 1, words + count};
    if (arguments.size() != 4 && arguments.size() != 6) {
        std::fprintf(stderr, "bench_bare is for tests/bench/run; bare.cpp says how it is called\n");
        return 2;
    }
    coap_startup();
    try {
        bench::run(arguments);
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_bare: %s\n", failure.what());
        return 1;
    }
}
