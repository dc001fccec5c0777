// SPDX-License-Identifier: MIT
#include "link.hpp"

#include <fcntl.h>
#include <gnutls/dtls.h>
#include <gnutls/gnutls.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

namespace bench {

namespace {

constexpr const char* mandatory_suite = "NONE:+VERS-DTLS1.2:+PSK:+AES-128-CCM-8:+AEAD:+COMP-NULL:+SIGN-ALL:+GROUP-ALL";
constexpr int shortly = 20;  // milliseconds
constexpr unsigned handshake_milliseconds = 1000;
constexpr int patience_milliseconds = static_cast<int>(patience_seconds) * 1000;

void checked(int answer, const char* what)
{
    if (answer < 0) throw std::runtime_error{std::string{what} + ": " + gnutls_strerror(answer)};
}

class DtlsLink final : public Link {
public:
    DtlsLink(std::uint16_t port, const std::string& identity, const std::string& key) : socket_{open_socket(port)}
    {
        const gnutls_datum_t secret{reinterpret_cast<unsigned char*>(const_cast<char*>(key.data())),
                                    static_cast<unsigned>(key.size())};
        checked(gnutls_psk_allocate_client_credentials(&credentials_), "credentials");
        checked(gnutls_psk_set_client_credentials(credentials_, identity.c_str(), &secret, GNUTLS_PSK_KEY_RAW), "key");
        // Where it waits itself, GnuTLS sleeps 50 ms for a flight that comes in several datagrams.
        ::fcntl(socket_, F_SETFL, O_NONBLOCK);
        checked(gnutls_init(&session_, GNUTLS_CLIENT | GNUTLS_DATAGRAM | GNUTLS_NONBLOCK), "session");
        checked(gnutls_priority_set_direct(session_, mandatory_suite, nullptr), "cipher suite");
        checked(gnutls_credentials_set(session_, GNUTLS_CRD_PSK, credentials_), "credentials");
        gnutls_transport_set_int(session_, socket_);
        gnutls_handshake_set_timeout(session_, handshake_milliseconds);
        int answer = gnutls_handshake(session_);
        for (; answer < 0 && gnutls_error_is_fatal(answer) == 0; answer = gnutls_handshake(session_))
            static_cast<void>(is_readable(shortly));  // it may go on without another datagram, or send its flight again
        checked(answer, "handshake");
    }
    ~DtlsLink() override
    {
        gnutls_deinit(session_);  // without a word: the server still has the session
        gnutls_psk_free_client_credentials(credentials_);
        ::close(socket_);
    }
    DtlsLink(const DtlsLink&) = delete;
    DtlsLink& operator=(const DtlsLink&) = delete;

    void send(const Message& message) override
    {
        checked(static_cast<int>(gnutls_record_send(session_, message.data(), message.size())), "send");
    }

    Message receive() override
    {
        auto size = gnutls_record_recv(session_, buffer_.data(), buffer_.size());
        for (; size == GNUTLS_E_AGAIN; size = gnutls_record_recv(session_, buffer_.data(), buffer_.size()))
            if (!is_readable(patience_milliseconds)) throw std::runtime_error{"no answer within DTLS"};
        if (size <= 0) throw std::runtime_error{"the server does not answer within DTLS"};
        return {buffer_.begin(), buffer_.begin() + size};
    }

private:
    [[nodiscard]] bool is_readable(int milliseconds) const
    {
        pollfd readable{socket_, POLLIN, 0};
        return ::poll(&readable, 1, milliseconds) > 0;
    }

    int socket_;
    gnutls_psk_client_credentials_t credentials_{};
    gnutls_session_t session_{};
    std::array<std::uint8_t, 2048> buffer_{};
};

}  // namespace

LinkPtr open_dtls(std::uint16_t port, const std::string& identity, const std::string& key)
{
    // A client of GnuTLS that does not block may have the server's whole last flight, and wait for more of it for ever.
    constexpr int tries = 5;
    for (int i = 1; i < tries; ++i) {
        try {
            return std::make_unique<DtlsLink>(port, identity, key);
        } catch (const std::runtime_error&) {
            continue;
        }
    }
    return std::make_unique<DtlsLink>(port, identity, key);
}

}  // namespace bench
