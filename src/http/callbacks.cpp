// SPDX-License-Identifier: MIT
#include "http/callbacks.hpp"

#include "http/exchange.hpp"
#include "http/head.hpp"

#include <array>
#include <cstdio>
#include <cstring>
#include <utility>

namespace coapnode::http {

namespace {

constexpr std::size_t longest_line = 512;

Daemon& daemon_of(void* closure)
{
    return *static_cast<Daemon*>(closure);
}

bool proceed(Exchange& exchange, const RequestLine& line, const char* part, std::size_t& part_size)
{
    if (!exchange.has_head()) return exchange.take_head(line);
    const auto size = std::exchange(part_size, 0);
    return size > 0 ? exchange.take_body({part, size}) : exchange.answer();
}

}  // namespace

void Callbacks::on_log(void* daemon, const char* format, std::va_list arguments) noexcept
{
    std::array<char, longest_line> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    daemon_of(daemon).service_.run([&] {
        std::string line{text.data()};
        if (line.ends_with('\n')) line.pop_back();
        daemon_of(daemon).service_.log.debug("libmicrohttpd: " + line);
        if (daemon_of(daemon).handle_ == nullptr) daemon_of(daemon).last_words_ = std::move(line);
        daemon_of(daemon).refuse_early();
    });
}

void Callbacks::on_connection(void* daemon, MHD_Connection* handle, void** connection,
                              MHD_ConnectionNotificationCode code) noexcept
{
    auto& own = daemon_of(daemon);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *connection = std::exchange(own.arriving_, nullptr);
        own.service_.run([&] { own.note_started(*static_cast<Connection*>(*connection), handle); });
        return;
    }
    own.service_.run([&] { own.note_closed(*static_cast<Connection*>(*connection), handle); });
}

void* Callbacks::on_target(void* daemon, const char* target, MHD_Connection* handle) noexcept
{
    auto& own = daemon_of(daemon);
    Exchange* exchange = nullptr;
    own.service_.run([&] {
        const auto* const info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
        exchange = own.begin_exchange(*static_cast<Connection*>(info->socket_context), handle, target);
        if (target != nullptr) keep_items_unread(handle, target);
    });
    return exchange;
}

MHD_Result Callbacks::on_request(void* daemon, MHD_Connection* /*handle*/, const char* target, const char* method,
                                 const char* version, const char* part, std::size_t* part_size,
                                 void** exchange) noexcept
{
    auto* const own = static_cast<Exchange*>(*exchange);
    if (own == nullptr) return MHD_NO;  // no memory
    bool goes_on = false;
    const bool is_fine = daemon_of(daemon).service_.run([&] {
        goes_on = proceed(*own, {method, target, version}, part, *part_size);
    });
    return is_fine && goes_on ? MHD_YES : MHD_NO;
}

void Callbacks::on_completed(void* daemon, MHD_Connection* /*handle*/, void** exchange,
                             MHD_RequestTerminationCode /*code*/) noexcept
{
    auto* const own = static_cast<Exchange*>(std::exchange(*exchange, nullptr));
    if (own == nullptr) return;
    daemon_of(daemon).service_.run([&] { daemon_of(daemon).end_exchange(own); });
}

std::size_t Callbacks::unescape(void* /*daemon*/, MHD_Connection* /*handle*/, char* text) noexcept
{
    return std::strlen(text);
}

}  // namespace coapnode::http
