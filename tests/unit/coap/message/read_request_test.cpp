// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Result<Received> read(const Datagram& message)
{
    return read_request(*parsed_enclosed(message));
}

}  // namespace

TEST_CASE("what a request holds")
{
    auto message = Datagram{}
                       .with(option::if_match, "0102")
                       .with(option::if_match, "")
                       .with_text(option::uri_host, "pi.local")
                       .with(option::etag, "a1")
                       .with(option::etag, "a1a2a3a4a5a6a7a8")
                       .with(option::if_none_match, "")
                       .with(option::uri_port, "1633")
                       .with_text(option::uri_path, "leds")
                       .with_text(option::uri_path, "a/b")
                       .with_text(option::uri_path, "")
                       .with(option::content_format, "3c")
                       .with_text(option::uri_query, "rt=led")
                       .with_text(option::uri_query, "x")
                       .with(option::accept, "70")
                       .with(option::block2, "16")
                       .with(option::block1, "06")
                       .with_payload("body");
    message.code = 3;
    const auto pdu = parsed_enclosed(message);
    const auto received = read_request(*pdu);
    REQUIRE(received.has_value());
    const auto& request = received->request;
    CHECK(request.method == Method::put);
    CHECK(request.path == std::vector<std::string>{"leds", "a/b", ""});
    CHECK(request.query == std::vector<std::string>{"rt=led", "x"});
    CHECK(request.accept == 112);
    CHECK(request.content_format == 60);
    CHECK(request.etags == std::vector<Bytes>{{0xa1}, from_hex("a1a2a3a4a5a6a7a8")});
    CHECK(request.if_match == std::vector<Bytes>{{1, 2}, {}});
    CHECK(request.if_none_match);
    CHECK(as_text(request.payload) == "body");
    CHECK(received->block1 == Block{0, false, 6});
    CHECK(received->block2 == Block{1, false, 6});
    // Who asks is for the server to say.
    CHECK(request.client.role == Role::none);
    CHECK_FALSE(request.client.authenticated);
}

TEST_CASE("a request that holds nothing but a code")
{
    for (const auto method :
         {Method::get, Method::post, Method::put, Method::delete_, Method::fetch, Method::patch, Method::ipatch}) {
        Datagram message;
        message.code = static_cast<std::uint8_t>(method);
        message.token.clear();
        const auto pdu = parsed_enclosed(message);
        const auto received = read_request(*pdu);
        REQUIRE(received.has_value());
        CHECK(received->request.method == method);
        CHECK(received->request.path.empty());
        CHECK_FALSE(received->request.accept.has_value());
        CHECK_FALSE(received->request.content_format.has_value());
        CHECK_FALSE(received->request.if_none_match);
        CHECK(received->request.payload.empty());
        CHECK_FALSE(received->block1.has_value());
        CHECK_FALSE(received->block2.has_value());
    }
}

TEST_CASE("numbers in options: leading zeros left out or not")
{
    struct Row {
        std::string hex;
        std::uint16_t number;
    };
    const Row rows[] = {{"", 0}, {"00", 0}, {"32", 50}, {"0032", 50}, {"2b34", 11'060}, {"ffff", 65'535}};
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto received = read(Datagram{}.with(option::content_format, row.hex).with(option::accept, row.hex));
        REQUIRE(received.has_value());
        CHECK(received->request.accept == row.number);
        CHECK(received->request.content_format == row.number);
    }
}

TEST_CASE("Observe has up to three bytes (RFC 7641 section 2)")
{
    struct Row {
        std::string hex;
        std::uint32_t value;
    };
    const Row rows[] = {{"", 0},     {"00", 0},     {"000000", 0}, {"01", 1},
                        {"0001", 1}, {"000001", 1}, {"02", 2},     {"ffffff", 16'777'215}};
    for (const auto& row : rows) {
        CAPTURE(row.hex);
        const auto received = read(Datagram{}.with(option::observe, row.hex));
        REQUIRE(received.has_value());
        CHECK(received->observe == row.value);
    }
}

TEST_CASE(
    "blocks are of one body when their options are the same, but for Block1, Block2 and Size1 (RFC 9175 section 3.3)")
{
    constexpr std::uint16_t size1 = 60;
    constexpr std::uint16_t request_tag = 292;
    const auto options_of = [](const Datagram& message) { return read(message)->body_options; };
    const auto led = Datagram{}.with_text(option::uri_path, "led");
    const auto own = options_of(led.with(option::block1, "08"));
    CHECK(options_of(led.with(option::block1, "10")) == own);
    CHECK(options_of(led.with(option::block2, "06").with(option::block1, "08")) == own);
    CHECK(options_of(led.with(option::block1, "08").with(size1, "20")) == own);

    const auto tagged = [&](const std::vector<std::string>& tags) {
        auto message = led.with(option::block1, "08");
        for (const auto& tag : tags)
            message = message.with(request_tag, tag);
        return message;
    };
    const Datagram if_match = Datagram{}.with(option::if_match, "01").with_text(option::uri_path, "led");
    const Datagram if_none_match = Datagram{}.with(option::if_none_match, "").with_text(option::uri_path, "led");
    const std::vector<Datagram> all{
        led.with(option::block1, "08"),
        Datagram{}.with_text(option::uri_path, "leds").with(option::block1, "08"),
        led.with_text(option::uri_path, "led").with(option::block1, "08"),
        led.with_text(option::uri_query, "a").with(option::block1, "08"),
        led.with(option::content_format, "32").with(option::block1, "08"),
        led.with(option::accept, "32").with(option::block1, "08"),
        if_match.with(option::block1, "08"),
        if_none_match.with(option::block1, "08"),
        tagged({""}),
        tagged({"41"}),
        tagged({"41", "42"}),
        tagged({"41", "43"}),
        tagged({"42", "41"}),
        tagged({"4142"}),
        tagged({"", ""}),
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = 0; j < all.size(); ++j) {
            CAPTURE(i);
            CAPTURE(j);
            CHECK((options_of(all[i]) == options_of(all[j])) == (i == j));
        }
    }
    CHECK(options_of(led).empty());  // nobody asks
}

TEST_CASE("critical options that are repeated or make no sense are refused, elective ones ignored")
{
    struct Row {
        std::string what;
        Datagram message;
        std::optional<Errc> error;
    };
    const Row rows[] = {
        {"Accept twice", Datagram{}.with(option::accept, "32").with(option::accept, "32"), Errc::bad_option},
        {"Uri-Host twice", Datagram{}.with_text(option::uri_host, "a").with_text(option::uri_host, "a"),
         Errc::bad_option},
        {"Uri-Port twice", Datagram{}.with(option::uri_port, "01").with(option::uri_port, "01"), Errc::bad_option},
        {"If-None-Match twice", Datagram{}.with(option::if_none_match, "").with(option::if_none_match, ""),
         Errc::bad_option},
        {"Block2 twice", Datagram{}.with(option::block2, "06").with(option::block2, "16"), Errc::bad_option},
        {"Block1 twice", Datagram{}.with(option::block1, "06").with(option::block1, "06"), Errc::bad_option},
        {"Block2 of size 7", Datagram{}.with(option::block2, "07"), Errc::bad_body},
        {"Block1 of size 7", Datagram{}.with(option::block1, "0f"), Errc::bad_body},
        {"If-Match twice", Datagram{}.with(option::if_match, "01").with(option::if_match, "01"), {}},
        {"Uri-Path twice", Datagram{}.with_text(option::uri_path, "a").with_text(option::uri_path, "a"), {}},
        {"Uri-Query twice", Datagram{}.with_text(option::uri_query, "a").with_text(option::uri_query, "a"), {}},
        {"ETag twice", Datagram{}.with(option::etag, "01").with(option::etag, "01"), {}},
        {"Content-Format twice", Datagram{}.with(option::content_format, "32").with(option::content_format, "3c"), {}},
        {"Max-Age twice", Datagram{}.with(option::max_age, "01").with(option::max_age, "01"), {}},
        {"Accept and Block2, once each", Datagram{}.with(option::accept, "32").with(option::block2, "06"), {}},
        {"unknown elective ones", Datagram{}.with(2048, "01").with(2048, "02"), {}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto received = read(row.message);
        CHECK(received.has_value() == !row.error);
        if (!received && row.error) CHECK(received.error() == *row.error);
    }
    CHECK(read(rows[12].message)->request.content_format == 50);  // the first one counts
}

TEST_CASE("what a refused option is called")
{
    CHECK(read(Datagram{}.with(option::accept, "32").with(option::accept, "32")).error().message ==
          "option 17 appears twice");
    CHECK(read(Datagram{}.with(option::block2, "07")).error().message == "block size 7 is reserved");
}
