// SPDX-License-Identifier: MIT
#include "coap/message/enclosed_request.hpp"

#include "coap/message/codec.hpp"
#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr std::uint16_t oscore = 9;
constexpr std::uint16_t hop_limit = 16;
constexpr std::uint16_t proxy_uri = 35;
constexpr std::uint16_t proxy_scheme = 39;
constexpr std::uint16_t size1 = 60;
constexpr std::uint16_t echo = 252;
constexpr std::uint16_t no_response = 258;
constexpr std::uint16_t request_tag = 292;
constexpr std::uint16_t unknown_elective = 2050;

std::string bytes_of(std::size_t count)
{
    std::string hex;
    for (std::size_t i = 0; i < count; ++i)
        hex += "61";
    return hex;
}

Datagram temperature()
{
    return ask(Method::get, "temperature");
}

/// In the order of their numbers, as a message has to hold them.
Datagram sorted(Datagram message)
{
    std::stable_sort(message.options.begin(), message.options.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    return message;
}

/// As read_request() reads it; "4.02 text" where it is refused.
std::string read_back(const Datagram& message)
{
    const auto pdu = parsed_enclosed(sorted(message));
    const auto received = read_request(*pdu);
    if (!received) {
        const auto& error = received.error();
        return to_string(Response::problem(error).code) + ' ' + error.message;
    }
    const auto& request = received->request;
    std::string list;
    const auto add = [&](std::uint16_t option, const std::string& value) {
        list += std::to_string(option) + ':' + value + ' ';
    };
    const auto add_number = [&](std::uint16_t option, const auto& value) {
        if (value) add(option, std::to_string(*value));
    };
    for (const auto& tag : request.etags)
        add(option::etag, hex_of(tag));
    add_number(option::observe, received->observe);
    for (const auto& segment : request.path)
        add(option::uri_path, hex_of(as_bytes(segment)));
    add_number(option::content_format, request.content_format);
    for (const auto& query : request.query)
        add(option::uri_query, hex_of(as_bytes(query)));
    add_number(option::accept, request.accept);
    add_number(size1, received->size1);
    return list + std::string{as_text(request.payload)};
}

}  // namespace

TEST_CASE("libcoap is given head and token as they are, and all that stands behind them as the payload")
{
    const Datagram rows[] = {
        temperature(),
        temperature().with(option::etag, "01").with(option::etag, "0102030405060708"),
        temperature().with(option::uri_host, bytes_of(255)).with(option::uri_port, "1633"),
        temperature().with(option::uri_path, "").with(option::uri_path, bytes_of(255)),
        temperature().with(option::uri_query, "61").with(option::uri_query, bytes_of(255)),
        temperature().with(option::observe, "000000").with(option::accept, "0032").with(option::block2, "000006"),
        temperature().with(option::if_match, "").with(option::if_match, bytes_of(8)).with(option::if_none_match, ""),
        temperature().with(hop_limit, "02").with(hop_limit - 2, "01020304"),
        temperature().with(echo, bytes_of(40)).with(request_tag, "").with(request_tag, "01"),
        temperature().with(unknown_elective, bytes_of(300)).with(unknown_elective, ""),
        temperature().with(own_option::unknown_method, "").with(own_option::payload_left_out, "ff"),
        temperature().with_payload("body"),
        Datagram{},
    };
    for (const auto& row : rows) {
        CAPTURE(row.option_list());
        const auto message = encoded(sorted(row));
        const auto enclosed = enclose(message);
        REQUIRE(enclosed.has_value());
        CHECK(enclosed->size() <= message.size() + longer_when_enclosed);
        const auto given = decoded(*enclosed);
        CHECK(given.type == row.type);
        CHECK(given.code == row.code);
        CHECK(given.message_id == row.message_id);
        CHECK(given.token == row.token);
        CHECK(given.options.empty());
        const auto head = message.size() - given.payload.size();
        CHECK(head == 4 + row.token.size());
        CHECK(std::equal(given.payload.begin(), given.payload.end(),
                         message.begin() + static_cast<std::ptrdiff_t>(head)));
        CHECK(read_request(*parsed(*enclosed)).has_value());
    }
}

TEST_CASE("libcoap sees the first No-Response that it can read, and the Content-Format of a FETCH")
{
    auto fetch = temperature().with(option::content_format, "32").with(option::content_format, "3c");
    const auto put = fetch.with_payload("on");
    fetch.code = static_cast<std::uint8_t>(Method::fetch);
    struct Row {
        Datagram request;
        std::string seen;
    };
    const Row rows[] = {
        {temperature().with(no_response, "1a"), "258:1a"},
        {temperature().with(no_response, ""), "258:"},
        {temperature().with(no_response, "02").with(no_response, "1a"), "258:02"},
        {temperature().with(no_response, "0002"), ""},
        {fetch.with(no_response, "02"), "12:32 258:02"},
        {temperature().with(option::content_format, "000032"), ""},
        {put, ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.request.option_list());
        CHECK(decoded(*enclose(encoded(sorted(row.request)))).option_list() == row.seen);
    }
}

TEST_CASE("what is to be ignored is not read, and all else is")
{
    struct Row {
        std::string what;
        Datagram request;
        std::string after;
    };
    const auto path = "11:" + hex_of(as_bytes("temperature"));
    const Row rows[] = {
        {"an empty query", temperature().with(option::uri_query, ""), path + ' '},
        {"one of several", temperature().with(option::uri_query, "61").with(option::uri_query, "").with(17, "32"),
         path + " 15:61 17:50 "},
        {"ETag of 0 bytes", temperature().with(option::etag, ""), path + ' '},
        {"ETag of 9 bytes, and a right one", temperature().with(option::etag, bytes_of(9)).with(option::etag, "01"),
         "4:01 " + path + ' '},
        {"Observe of 4", temperature().with(option::observe, "00000000"), path + ' '},
        {"Content-Format of 3", temperature().with(option::content_format, "000032").with_payload("on"), path + " on"},
        {"Max-Age of 5", temperature().with(option::max_age, bytes_of(5)), path + ' '},
        {"Location-Path of 256", temperature().with(8, bytes_of(256)), path + ' '},
        {"Location-Query of 256", temperature().with(20, bytes_of(256)), path + ' '},
        {"Size2 of 5", temperature().with(option::size2, bytes_of(5)), path + ' '},
        {"Size1 of 5", temperature().with(size1, bytes_of(5)), path + ' '},
        {"Echo of 0", temperature().with(echo, ""), path + ' '},
        {"Echo of 41", temperature().with(echo, bytes_of(41)), path + ' '},
        {"No-Response of 2", temperature().with(no_response, "0002"), path + ' '},
        {"Request-Tag of 9", temperature().with(request_tag, bytes_of(9)), path + ' '},
        {"Hop-Limit of 0 bytes", temperature().with(hop_limit, ""), path + ' '},
        {"Hop-Limit of 2 bytes", temperature().with(hop_limit, "0001"), path + ' '},
        {"the last hop", temperature().with(hop_limit, "01"), path + ' '},
        {"Content-Format again", temperature().with(12, "").with(12, "32").with(12, "3c"), path + " 12:0 "},
        {"Observe again", temperature().with(option::observe, "").with(option::observe, "01"), "6:0 " + path + ' '},
        {"ours, from outside",
         temperature().with(own_option::unknown_method, "00").with(own_option::payload_left_out, "ff"), path + ' '},
        {"what stands far behind", temperature().with(option::uri_query, "").with(unknown_elective, "01"), path + ' '},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK(read_back(row.request) == row.after);
    }
}

TEST_CASE("a critical option of a wrong length, or that stands twice, is refused by its number")
{
    struct Row {
        std::uint16_t number;
        std::string value;
    };
    const Row rows[] = {
        {option::if_match, bytes_of(9)},
        {option::uri_host, ""},
        {option::uri_host, bytes_of(256)},
        {option::if_none_match, "00"},
        {option::uri_port, "001633"},
        {option::uri_path, bytes_of(256)},
        {option::uri_query, bytes_of(256)},
        {option::accept, "000032"},
        {option::block2, "00000000"},
        {option::block1, "00000000"},
        {proxy_uri, ""},
        {proxy_uri, bytes_of(1035)},
        {proxy_scheme, ""},
        {proxy_scheme, bytes_of(256)},
    };
    for (const auto& row : rows) {
        CAPTURE(row.number);
        CHECK(read_back(temperature().with(row.number, row.value)) ==
              "4.02 option " + std::to_string(row.number) + " has an invalid length");
    }
    for (const auto number :
         {option::uri_host, option::if_none_match, option::uri_port, option::accept, option::block2, option::block1}) {
        CAPTURE(number);
        const auto* const value = number == option::if_none_match ? "" : "01";
        CHECK(read_back(temperature().with(number, value).with(number, value)) ==
              "4.02 option " + std::to_string(number) + " appears twice");
    }
}

TEST_CASE("what no resource here does is refused by us, whatever the release of libcoap says of it")
{
    const auto with_code = [](std::uint8_t code) {
        auto request = temperature();
        request.code = code;
        return request;
    };
    for (const auto code : {std::uint8_t{8}, std::uint8_t{31}}) {
        CHECK(read_back(with_code(code)) == "4.05 no resource supports this method");
        CHECK(decoded(*enclose(encoded(with_code(code)))).code == static_cast<std::uint8_t>(Method::ipatch));
    }
    CHECK(read_back(with_code(7)) == "11:" + hex_of(as_bytes("temperature")) + ' ');
    CHECK(read_back(temperature().with_text(proxy_uri, "coap://pi/")) == "5.05 this node is not a proxy");
    CHECK(read_back(temperature().with_text(proxy_scheme, "http")) == "5.05 this node is not a proxy");
    for (const std::uint16_t number : {oscore, std::uint16_t{19}, std::uint16_t{2049}, std::uint16_t{65535}}) {
        CHECK(read_back(temperature().with(number, "01")) ==
              "4.02 option " + std::to_string(number) + " is not understood");
    }
    CHECK(read_back(temperature().with(hop_limit, "00")) == "4.00 Hop-Limit must be 1 to 255");
}

TEST_CASE("of several mistakes the first counts")
{
    const auto both = temperature().with(option::accept, "000000").with_text(proxy_scheme, "http");
    CHECK(read_back(both) == "4.02 option 17 has an invalid length");
}

TEST_CASE("malformed options: a confirmable message stays as it is, for a reset; another is refused")
{
    for (const auto* behind : {"f1", "1f", "dd", "e0ff", "61", "ff", "e0ffff e0ffff"}) {
        for (const auto type : {MessageType::con, MessageType::non, MessageType::ack, MessageType::rst}) {
            CAPTURE(behind);
            auto message = temperature().with_text(option::uri_query, "a");
            message.type = type;
            auto bytes = encoded(message);
            const auto more = from_hex(behind);
            bytes.insert(bytes.end(), more.begin(), more.end());
            const auto enclosed = enclose(bytes);
            REQUIRE(enclosed.has_value() == (type == MessageType::non));
            if (!enclosed) continue;
            const auto received = read_request(*parsed(*enclosed));
            REQUIRE_FALSE(received.has_value());
            CHECK(received.error() == Errc::bad_option);
            CHECK(received.error().message == "the options are malformed");
        }
    }
}

TEST_CASE("what is no request is not enclosed")
{
    for (const auto* hex : {"", "40", "400112", "40001234", "60451234 b0 d1 02 00", "4945 1234", "49011234 010203",
                            "42011234 01", "80011234 f1", "e0011234 f1"}) {
        CAPTURE(hex);
        CHECK_FALSE(enclose(from_hex(hex)).has_value());
        CHECK_FALSE(enclose_without_payload(from_hex(hex)).has_value());
    }
}

TEST_CASE("a payload that is too large is left out, and its size told")
{
    auto put = ask(Method::put, "config").with(option::block1, "0e").with(option::uri_query, "");
    const auto shortened = [](const Datagram& message) { return enclose_without_payload(encoded(sorted(message))); };
    CHECK_FALSE(shortened(put).has_value());
    put.payload = Bytes(1200, 'x');
    const auto after = shortened(put);
    REQUIRE(after.has_value());
    CHECK(decoded(*after).option_list() == "65534:04b0");
    CHECK(decoded(*after).message_id == put.message_id);
    const auto received = read_request(*parsed(*after));
    REQUIRE(received.has_value());
    CHECK(received->request.path == segments("config"));
    CHECK(received->block1 == Block{0, true, 6});
    CHECK(received->request.payload.empty());
    CHECK(received->left_out == 1200);
}

TEST_CASE("noise is survived, and libcoap takes what comes out of it")
{
    std::uint32_t state = 7252;
    const auto next = [&] { return state = state * 1664525U + 1013904223U; };
    for (int round = 0; round < 20'000; ++round) {
        Bytes bytes{static_cast<std::uint8_t>(0x40 | (next() >> 24 & 0x3fU)), static_cast<std::uint8_t>(next() >> 29)};
        for (auto left = next() >> 27; left > 0; --left)
            bytes.push_back(static_cast<std::uint8_t>(next() >> 24));
        if (const auto shorter = enclose_without_payload(bytes)) static_cast<void>(read_request(*parsed(*shorter)));
        if (const auto enclosed = enclose(bytes)) static_cast<void>(read_request(*parsed(*enclosed)));
    }
}
