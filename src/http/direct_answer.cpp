// SPDX-License-Identifier: MIT
#include "http/direct_answer.hpp"

#include "coapnode/http/status.hpp"
#include "http/connections.hpp"

#include <gnutls/gnutls.h>
#include <microhttpd.h>
#include <sys/socket.h>

#include <array>
#include <ctime>
#include <string>

namespace coapnode::http {

namespace {

/// IMF-fixdate (RFC 9110 section 5.6.7). The programs never leave the C locale.
std::string date_of(WallTime now)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::string whole_text(const HttpResponse& response, WallTime now)
{
    const auto body = response.body ? as_text(*response.body) : std::string_view{};
    std::string text = "HTTP/1.1 " + std::to_string(response.status) + ' ';
    text.append(reason_phrase(response.status)).append("\r\nDate: ").append(date_of(now));
    text.append("\r\nConnection: close\r\n");
    for (const auto& [name, value] : response.fields)
        text.append(name).append(": ").append(value).append("\r\n");
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    return text.append(body);
}

}  // namespace

void answer_directly(MHD_Connection* handle, const Connection& connection, const HttpResponse& response, WallTime now)
{
    const auto text = whole_text(response, now);
    if (connection.is_secure) {
        const auto* const info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_GNUTLS_SESSION);
        auto* const session = static_cast<gnutls_session_t>(info->tls_session);
        gnutls_record_send(session, text.data(), text.size());
        gnutls_bye(session, GNUTLS_SHUT_WR);
    } else {
        ::send(connection.fd, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    }
    ::shutdown(connection.fd, SHUT_RDWR);
}

}  // namespace coapnode::http
