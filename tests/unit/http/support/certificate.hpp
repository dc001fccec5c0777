// SPDX-License-Identifier: MIT
/// A self-signed certificate with a fresh key, as PEM.
#pragma once

#include "coapnode/core/c_ptr.hpp"
#include "http/daemon.hpp"

#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <doctest/doctest.h>

#include <ctime>
#include <memory>
#include <string>

namespace coapnode {

inline std::string taken_text(gnutls_datum_t& pem)
{
    std::string text{reinterpret_cast<const char*>(pem.data), pem.size};
    gnutls_free(pem.data);
    return text;
}

inline HttpTls make_certificate(std::string_view name)
{
    using Key = CPtr<std::remove_pointer_t<gnutls_x509_privkey_t>, &gnutls_x509_privkey_deinit>;
    using Certificate = CPtr<std::remove_pointer_t<gnutls_x509_crt_t>, &gnutls_x509_crt_deinit>;
    constexpr std::time_t begin = 1'700'000'000;
    constexpr std::time_t end = 4'000'000'000;
    const unsigned char serial = 1;

    gnutls_x509_privkey_t raw_key = nullptr;
    REQUIRE(gnutls_x509_privkey_init(&raw_key) == GNUTLS_E_SUCCESS);
    const Key key{raw_key};
    const auto curve = static_cast<unsigned>(GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1));
    REQUIRE(gnutls_x509_privkey_generate(raw_key, GNUTLS_PK_ECDSA, curve, 0) == GNUTLS_E_SUCCESS);

    gnutls_x509_crt_t raw = nullptr;
    REQUIRE(gnutls_x509_crt_init(&raw) == GNUTLS_E_SUCCESS);
    const Certificate certificate{raw};
    gnutls_x509_crt_set_version(raw, 3);
    gnutls_x509_crt_set_serial(raw, &serial, sizeof serial);
    gnutls_x509_crt_set_activation_time(raw, begin);
    gnutls_x509_crt_set_expiration_time(raw, end);
    gnutls_x509_crt_set_dn_by_oid(raw, GNUTLS_OID_X520_COMMON_NAME, 0, name.data(), static_cast<unsigned>(name.size()));
    gnutls_x509_crt_set_key(raw, raw_key);
    REQUIRE(gnutls_x509_crt_sign2(raw, raw, raw_key, GNUTLS_DIG_SHA256, 0) == GNUTLS_E_SUCCESS);

    gnutls_datum_t pem{};
    REQUIRE(gnutls_x509_crt_export2(raw, GNUTLS_X509_FMT_PEM, &pem) == GNUTLS_E_SUCCESS);
    HttpTls made{taken_text(pem), {}};
    REQUIRE(gnutls_x509_privkey_export2(raw_key, GNUTLS_X509_FMT_PEM, &pem) == GNUTLS_E_SUCCESS);
    made.key = taken_text(pem);
    return made;
}

}  // namespace coapnode
