// SPDX-License-Identifier: MIT
/// A client that speaks TLS and trusts anybody; a test turns the server between its steps.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "http/support/tcp_client.hpp"

#include <fcntl.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

class TlsClient {
public:
    TlsClient(const Listen& server, std::function<void()> turn, const char* priorities = "NORMAL")
        : tcp_{server}, turn_{std::move(turn)}
    {
        gnutls_session_t session = nullptr;
        REQUIRE(gnutls_init(&session, GNUTLS_CLIENT | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL) == GNUTLS_E_SUCCESS);
        session_.reset(session);
        gnutls_certificate_credentials_t trust = nullptr;
        REQUIRE(gnutls_certificate_allocate_credentials(&trust) == GNUTLS_E_SUCCESS);
        trust_.reset(trust);
        gnutls_credentials_set(session, GNUTLS_CRD_CERTIFICATE, trust);
        REQUIRE(gnutls_priority_set_direct(session, priorities, nullptr) == GNUTLS_E_SUCCESS);
        gnutls_transport_set_int(session, tcp_.fd());
        gnutls_transport_set_pull_timeout_function(session, [](gnutls_transport_ptr_t, unsigned) { return 0; });
        const int flags = ::fcntl(tcp_.fd(), F_GETFL);
        ::fcntl(tcp_.fd(), F_SETFL, flags | O_NONBLOCK);
    }

    /// Returns whether both agreed.
    bool shake_hands()
    {
        int done = GNUTLS_E_AGAIN;
        for (int tries = 0; tries < most_tries && gnutls_error_is_fatal(done) == 0; ++tries) {
            done = gnutls_handshake(session_.get());
            if (done == GNUTLS_E_SUCCESS) return true;
            turn_();
        }
        return false;
    }

    std::string exchange(std::string_view bytes)
    {
        if (gnutls_record_send(session_.get(), bytes.data(), bytes.size()) < 0) return {};
        turn_();
        return receive();
    }

    std::string receive()
    {
        std::string received;
        std::array<char, 16384> piece{};
        for (int tries = 0; tries < most_tries; ++tries) {
            const auto count = gnutls_record_recv(session_.get(), piece.data(), piece.size());
            if (count > 0) {
                received.append(piece.data(), static_cast<std::size_t>(count));
            } else if (count == GNUTLS_E_AGAIN) {
                break;  // session tickets come with another error and are read over
            } else if (count == 0 || gnutls_error_is_fatal(static_cast<int>(count)) != 0) {
                is_closed_ = true;
                break;
            }
        }
        return received;
    }

    [[nodiscard]] bool is_closed() const { return is_closed_; }

    /// The name in the server's certificate.
    [[nodiscard]] std::string server_name() const
    {
        unsigned count = 0;
        const auto* const chain = gnutls_certificate_get_peers(session_.get(), &count);
        if (chain == nullptr || count == 0) return {};
        gnutls_x509_crt_t certificate = nullptr;
        gnutls_x509_crt_init(&certificate);
        gnutls_x509_crt_import(certificate, chain, GNUTLS_X509_FMT_DER);
        std::array<char, 64> name{};
        auto size = name.size();
        gnutls_x509_crt_get_dn_by_oid(certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name.data(), &size);
        gnutls_x509_crt_deinit(certificate);
        return name.data();
    }

private:
    static constexpr int most_tries = 100;

    using Session = CPtr<std::remove_pointer_t<gnutls_session_t>, &gnutls_deinit>;
    using Trust = CPtr<std::remove_pointer_t<gnutls_certificate_credentials_t>, &gnutls_certificate_free_credentials>;

    TcpClient tcp_;
    std::function<void()> turn_;
    Trust trust_;
    Session session_;
    bool is_closed_ = false;
};

}  // namespace coapnode
