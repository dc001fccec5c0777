// SPDX-License-Identifier: MIT
#include "gateway/access/secret.hpp"

#include "coapnode/core/random.hpp"

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>

#include <cstdint>
#include <stdexcept>

namespace coapnode {

namespace {

std::string base64url(ByteView bytes)
{
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const auto byte : bytes) {
        held = held << 8 | byte;
        for (bits += 8; bits >= 6; bits -= 6)
            text += digits[held >> (bits - 6) & 0x3f];
    }
    if (bits > 0) text += digits[held << (6 - bits) & 0x3f];
    return text;
}

}  // namespace

std::optional<std::string> random_secret(std::size_t bytes)
{
    Bytes secret(bytes);
    if (!fill_with_random(secret)) return std::nullopt;
    return base64url(secret);
}

Digest digest_of(std::string_view secret)
{
    Digest digest{};
    const int failed = ::gnutls_hash_fast(GNUTLS_DIG_SHA256, secret.data(), secret.size(), digest.data());
    if (failed != 0) throw std::runtime_error{"GnuTLS has no SHA-256"};
    return digest;
}

bool is_same(const Digest& one, const Digest& other)
{
    unsigned difference = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        difference |= static_cast<unsigned>(one[i] ^ other[i]);
    return difference == 0;
}

}  // namespace coapnode
