// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr std::uint16_t location_path = 8;
constexpr std::uint16_t location_query = 20;
constexpr std::uint16_t size1 = 60;

Datagram answer(std::uint8_t code = code_number(2, 5))
{
    Datagram message;
    message.type = MessageType::ack;
    message.code = code;
    return message;
}

/// libcoap's parser refuses values of a wrong length, and its writer options that stand twice.
PduPtr built(const Datagram& message)
{
    const auto bytes = encoded(message);
    PduPtr pdu{coap_pdu_init(COAP_MESSAGE_ACK, COAP_EMPTY_CODE, 0, 1152)};
    if (coap_pdu_parse(COAP_PROTO_UDP, bytes.data(), bytes.size(), pdu.get()) != 0) return pdu;
    pdu.reset(coap_pdu_init(COAP_MESSAGE_ACK, static_cast<coap_pdu_code_t>(message.code), 1, 1152));
    for (const auto& [number, value] : message.options)
        REQUIRE(coap_add_option(pdu.get(), number, value.size(), value.data()) != 0);
    return pdu;
}

Result<ReceivedResponse> read(const Datagram& message)
{
    return read_response(*built(message));
}

}  // namespace

TEST_CASE("every option of a response is read")
{
    const auto received = read(answer(code_number(2, 1))
                                   .with(option::etag, "a1a2")
                                   .with(option::observe, "010203")
                                   .with_text(location_path, "rd")
                                   .with_text(location_path, "4711")
                                   .with(option::content_format, "28")
                                   .with(option::max_age, "0e10")
                                   .with_text(location_query, "a=b")
                                   .with(option::block2, "1e")
                                   .with(option::block1, "06")
                                   .with(option::size2, "0400")
                                   .with(size1, "10")
                                   .with_payload("body"));
    REQUIRE(received);
    const IncomingResponse expected{code_number(2, 1), 40,      Bytes{0xa1, 0xa2}, 3600,
                                    {"rd", "4711"},    {"a=b"}, to_bytes("body")};
    CHECK((received->response == expected));
    CHECK(received->observe == 0x010203);
    CHECK(received->block2 == Block{1, true, 6});
    CHECK(received->block1 == Block{0, false, 6});
    CHECK(received->size2 == 1024);
    CHECK(received->size1 == 16);
}

TEST_CASE("a response that is nothing but a code")
{
    const auto received = read(answer(code_number(4, 4)));
    REQUIRE(received);
    CHECK((received->response == IncomingResponse{code_number(4, 4)}));
    CHECK_FALSE(received->response.is_success());
    CHECK(received->response.is(Code::not_found));
    CHECK_FALSE(received->observe);
    CHECK_FALSE(received->block1);
    CHECK_FALSE(received->block2);
}

TEST_CASE("codes that a response has")
{
    for (unsigned code = 0; code < 256; ++code) {
        CAPTURE(code);
        const auto code_class = code / 32;
        CHECK(read(answer(static_cast<std::uint8_t>(code))).has_value() ==
              (code_class == 2 || code_class == 4 || code_class == 5));
    }
}

TEST_CASE("critical options that make no sense refuse the response, elective ones are ignored (RFC 7252 section 5.4)")
{
    struct Row {
        std::string what;
        Datagram message;
        bool is_read;
    };
    const Row rows[] = {
        {"Block2 twice", answer().with(option::block2, "06").with(option::block2, "16"), false},
        {"Block1 twice", answer().with(option::block1, "06").with(option::block1, "06"), false},
        {"Block2 of size 7", answer().with(option::block2, "07"), false},
        {"Block1 of size 7", answer().with(option::block1, "0f"), false},
        {"Block2 of four bytes", answer().with(option::block2, "00000006"), false},
        {"a path", answer().with_text(option::uri_path, "a"), false},
        {"Accept", answer().with(option::accept, "32"), false},
        {"an unknown critical one", answer().with(2049, "01"), false},
        {"an unknown elective one", answer().with(2048, "01"), true},
        {"a Size2 of five bytes", answer().with(option::size2, "0000000001"), true},
        {"an empty ETag", answer().with(option::etag, ""), true},
        {"a Max-Age of five bytes", answer().with(option::max_age, "0000000001"), true},
        {"Observe of four bytes", answer().with(option::observe, "00000001"), true},
        {"a Content-Format of three bytes", answer().with(option::content_format, "000032"), true},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto received = read(row.message);
        CHECK(received.has_value() == row.is_read);
        if (!received) {
            CHECK(received.error() == Errc::bad_answer);
            continue;
        }
        CHECK((received->response == IncomingResponse{code_number(2, 5)}));
        CHECK_FALSE(received->observe);
        CHECK_FALSE(received->size2);
    }
}

TEST_CASE("of what stands twice the first counts")
{
    const auto received = read(answer()
                                   .with(option::etag, "01")
                                   .with(option::etag, "02")
                                   .with(option::observe, "01")
                                   .with(option::observe, "02")
                                   .with(option::content_format, "32")
                                   .with(option::content_format, "3c")
                                   .with(option::max_age, "")
                                   .with(option::max_age, "05"));
    REQUIRE(received);
    CHECK(received->response.etag == Bytes{1});
    CHECK(received->observe == 1);
    CHECK(received->response.content_format == 50);
    CHECK(received->response.max_age == 0);
}
