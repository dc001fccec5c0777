// SPDX-License-Identifier: MIT
#include "coap/wire/datagram.hpp"

#include "coap/support/dtls_records.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

using namespace coapnode;

namespace {

Bytes changed(Bytes datagram, std::size_t at, std::uint8_t value)
{
    datagram[at] = value;
    return datagram;
}

Bytes first_bytes(Bytes datagram, std::size_t count)
{
    datagram.resize(count);
    return datagram;
}

}  // namespace

TEST_CASE("a handshake begins with a first ClientHello in plaintext, and with nothing else")
{
    struct Row {
        std::string what;
        Bytes datagram;
        bool begins;
    };
    const Row rows[] = {
        {"a first ClientHello", client_hello(), true},
        {"in the version of DTLS 1.0", changed(client_hello(), 2, 0xff), true},
        {"the second one, with the cookie", client_hello(1), false},
        {"an encrypted one", changed(client_hello(), 4, 1), false},
        {"a ServerHello", changed(client_hello(), 13, 2), false},
        {"application data", changed(client_hello(), 0, 23), false},
        {"TLS", changed(client_hello(), 1, 3), false},
        {"cut short", first_bytes(client_hello(), 18), false},
        {"nothing", {}, false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(begins_handshake({row.datagram, nullptr}) == row.begins);
    }
}
