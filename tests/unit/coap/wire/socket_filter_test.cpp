// SPDX-License-Identifier: MIT
#include "coap/wire/socket_filter.hpp"

#include "coap/support/dtls_records.hpp"
#include "coap/support/udp_socket.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

struct Row {
    std::string what;
    Bytes datagram;
    bool passes;
};

/// Whether a socket with `filter` receives it, over loopback, which delivers at once.
bool passes(void (*filter)(int), const Bytes& datagram)
{
    const UdpSocket receiver;
    filter(receiver.fd());
    UdpSocket{}.send({"127.0.0.1", receiver.port()}, datagram);
    return receiver.receive().has_value();
}

Bytes encrypted(std::size_t size, std::optional<std::size_t> length = {})
{
    return record(ContentType::application_data, 1, Bytes(size, 0x78), length);
}

}  // namespace

TEST_CASE("what a socket for plain CoAP hands over")
{
    const Row rows[] = {
        {"a GET", from_hex("40010001"), true},
        {"a ping", from_hex("40000001"), true},
        {"a response", from_hex("60450001"), true},
        {"version 0", from_hex("00010001"), false},
        {"version 2", from_hex("80010001"), false},
        {"version 3", from_hex("c0010001"), false},
        {"one byte", from_hex("40"), false},
        {"7.00", from_hex("40e00001"), false},
        {"7.01 of the issue", from_hex("40e1000920"), false},
        {"7.02 of the issue", from_hex("40e20001"), false},
        {"7.03 in a reset", from_hex("70e30001"), false},
        {"7.31", from_hex("50ff0001"), false},
        {"6.31", from_hex("40df0001"), true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(passes(&pass_coap, row.datagram) == row.passes);
    }
}

TEST_CASE("what a socket for DTLS hands over: whole records, one of them if it is encrypted")
{
    const auto change = record(ContentType::change_cipher_spec, 0, {1});
    const auto finished = record(ContentType::handshake, 1, Bytes(40, 0x66));
    const Row rows[] = {
        {"application data", encrypted(40), true},
        {"the longest that a datagram holds", encrypted(1400), true},
        {"an alert", record(ContentType::alert, 1, Bytes(26, 1)), true},
        {"a first ClientHello", client_hello(), true},
        {"a flight of a handshake", client_hello() + change + finished, true},
        {"as many records as there may be", times(most_records_per_datagram, change), true},
        {"one more", times(most_records_per_datagram + 1, change), false},
        {"DTLS 1.0", from_hex("16feff00000000000000000001aa"), true},
        {"no body", record(ContentType::application_data, 1, {}), true},

        {"a promise of 16 384 bytes", from_hex("17fefd00010000000000ff4000"), false},
        {"one byte", from_hex("16"), false},
        {"half a header", from_hex("17fefd000100"), false},
        {"a header without its last byte", from_hex("17fefd00010000000000ff00"), false},
        {"a header without its body", encrypted(0, 5), false},
        {"a byte less than the length says", encrypted(20, 21), false},
        {"a byte more than the length says", encrypted(24) + Bytes{0}, false},
        {"a second record without its body", encrypted(24) + encrypted(0, 9), false},
        {"nothing but a flight's last record cut short", client_hello() + record(ContentType::handshake, 1, {1}, 40),
         false},

        {"two encrypted records", encrypted(24) + encrypted(24), false},
        {"16 encrypted records", times(16, encrypted(32)), false},
        {"plaintext behind an encrypted one", encrypted(24) + change, false},
        {"TLS", from_hex("1603030001aa0000000000000001aa"), false},
        {"type 19", record(ContentType{19}, 1, Bytes(24, 1)), false},
        {"a heartbeat", record(ContentType{24}, 1, Bytes(24, 1)), false},
        {"CoAP", from_hex("44010001de28f9f561005b74"), false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(passes(&pass_dtls, row.datagram) == row.passes);
    }
}
