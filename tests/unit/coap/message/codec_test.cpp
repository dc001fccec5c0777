// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/support/datagram.hpp"
#include "coapnode/core/c_ptr.hpp"

#include <doctest/doctest.h>

#include <utility>

using namespace coapnode;

namespace {

using PduPtr = CPtr<coap_pdu_t, &coap_delete_pdu>;

PduPtr parsed(const Datagram& message)
{
    const auto bytes = encoded(message);
    PduPtr pdu{coap_pdu_init(COAP_MESSAGE_CON, COAP_EMPTY_CODE, 0, 1152)};
    REQUIRE(pdu);
    REQUIRE(coap_pdu_parse(COAP_PROTO_UDP, bytes.data(), bytes.size(), pdu.get()) != 0);
    return pdu;
}

Result<Received> read(const Datagram& message)
{
    return read_request(*parsed(message));
}

/// The options and the payload of a response as libcoap holds it.
Datagram contents(const coap_pdu_t& pdu)
{
    Datagram message;
    message.code = static_cast<std::uint8_t>(coap_pdu_get_code(&pdu));
    coap_opt_iterator_t position;
    coap_option_iterator_init(&pdu, &position, COAP_OPT_ALL);
    while (coap_opt_t* const option = coap_option_next(&position)) {
        const ByteView value{coap_opt_value(option), coap_opt_length(option)};
        message.options.emplace_back(position.number, Bytes{value.begin(), value.end()});
    }
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(&pdu, &length, &data) != 0) message.payload = {data, data + length};
    return message;
}

Datagram written(const Response& response, const Received& received, unsigned largest_exponent)
{
    const PduPtr pdu{coap_pdu_init(COAP_MESSAGE_ACK, COAP_EMPTY_CODE, 1, 1152)};
    const std::array<std::uint8_t, 8> token{1, 2, 3, 4, 5, 6, 7, 8};
    REQUIRE(coap_add_token(pdu.get(), token.size(), token.data()) != 0);
    write_response(*pdu, response, received, largest_exponent);
    return contents(*pdu);
}

constexpr ETag tag{0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7};

Response content_of(std::size_t size)
{
    return {Code::content, ContentFormat::json, 5, tag, std::make_shared<const Bytes>(size, std::uint8_t{'x'})};
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
    const auto pdu = parsed(message);
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
        const auto pdu = parsed(message);
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
          "option 17 stands twice");
    CHECK(read(Datagram{}.with(option::block2, "07")).error().message == "block size 7 is reserved");
}

TEST_CASE("a response as it is written: options in their order, in the shortest form")
{
    struct Row {
        std::string what;
        Response response;
        std::string code;
        std::string options;
        std::string payload;
    };
    const auto body = std::make_shared<const Bytes>(to_bytes("22.51"));
    const Row rows[] = {
        {"content",
         {Code::content, ContentFormat::json, 5, tag, body},
         "2.05",
         "4:a0a1a2a3a4a5a6a7 12:32 14:05",
         "22.51"},
        {"text, Max-Age 0",
         {Code::content, ContentFormat::text, 0, tag, body},
         "2.05",
         "4:a0a1a2a3a4a5a6a7 12: 14:",
         "22.51"},
        {"a long Max-Age",
         {Code::content, ContentFormat::senml_cbor, 86'400, std::nullopt, body},
         "2.05",
         "12:70 14:015180",
         "22.51"},
        {"the longest Max-Age",
         {Code::content, ContentFormat::text, UINT32_MAX, std::nullopt, body},
         "2.05",
         "12: 14:ffffffff",
         "22.51"},
        {"valid", Response::valid(tag, 5), "2.03", "4:a0a1a2a3a4a5a6a7 14:05", ""},
        {"changed", Response::changed(), "2.04", "", ""},
        {"a problem", Response::problem({Errc::forbidden, "no"}), "4.03", "", "no"},
        {"a failure", Response::problem({Errc::no_answer, "no answer"}, 20), "5.03", "14:14", "no answer"},
        {"a problem without words", Response::problem({Errc::not_found, ""}), "4.04", "", ""},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto message = written(row.response, {}, 6);
        CHECK(to_string(static_cast<Code>(message.code)) == row.code);
        CHECK(message.option_list() == row.options);
        CHECK(message.text() == row.payload);
    }
}

TEST_CASE("a body in blocks: which block, how large, and how large the whole")
{
    const std::string head = "4:a0a1a2a3a4a5a6a7 12:32 14:05";
    struct Row {
        std::string what;
        std::size_t body;
        std::optional<Block> asked;
        unsigned largest;
        std::string options;  ///< behind `head`
        std::size_t payload;
    };
    const Row rows[] = {
        {"fits", 1024, {}, 6, "", 1024},
        {"does not fit", 1025, {}, 6, " 23:0e 28:0401", 1024},
        {"does not fit plain CoAP's", 513, {}, 5, " 23:0d 28:0201", 512},
        {"fits, but asked for in blocks", 100, Block{0, false, 6}, 6, " 23:06 28:64", 100},
        {"in the client's blocks", 100, Block{0, false, 2}, 6, " 23:0a 28:64", 64},
        {"the last one", 100, Block{1, false, 2}, 6, " 23:12", 36},
        {"the sixteenth", 1000, Block{16, false, 0}, 6, " 23:0108", 16},
        {"in larger blocks than ours", 2000, Block{1, false, 6}, 5, " 23:2d", 512},
        {"an empty body", 0, Block{0, false, 6}, 6, " 23:06 28:", 0},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Received received;
        received.block2 = row.asked;
        const auto message = written(content_of(row.body), received, row.largest);
        CHECK(to_string(static_cast<Code>(message.code)) == "2.05");
        CHECK(message.option_list() == head + row.options);
        CHECK(message.payload.size() == row.payload);
    }
}

TEST_CASE("a block that the body does not have is 4.00, in one message")
{
    Received received;
    received.block2 = Block{2, false, 6};
    const auto message = written(content_of(2048), received, 6);
    CHECK(to_string(static_cast<Code>(message.code)) == "4.00");
    CHECK(message.option_list().empty());
    CHECK(message.text() == "the body has no such block");
}

TEST_CASE("Block2 in a request concerns answers with a body that are no errors")
{
    Received received;
    received.block2 = Block{3, false, 0};
    CHECK(written(Response::changed(), received, 6).option_list().empty());
    const auto changed = Response::changed({ContentFormat::json, std::make_shared<const Bytes>(40, 'x'), tag});
    received.block2 = Block{1, false, 0};
    CHECK(written(changed, received, 6).option_list() == "4:a0a1a2a3a4a5a6a7 12:32 23:18");
    CHECK(written(changed, {}, 6).option_list() == "4:a0a1a2a3a4a5a6a7 12:32");
    CHECK(written(Response::valid(tag, 5), received, 6).option_list() == "4:a0a1a2a3a4a5a6a7 14:05");
    const auto problem = written(Response::problem({Errc::no_answer, std::string(600, 'x')}, 1), received, 5);
    CHECK(problem.option_list() == "14:01");
    CHECK(problem.payload.size() == 600);
}

TEST_CASE("a request's Block1 is echoed")
{
    Received received;
    received.block1 = Block{0, false, 2};
    CHECK(written(Response::changed(), received, 6).option_list() == "27:02");
    received.block2 = Block{0, false, 0};
    CHECK(written({Code::content, ContentFormat::text, 0, std::nullopt, std::make_shared<const Bytes>(20, 'x')},
                  received, 6)
              .option_list() == "12: 14: 23:08 27:02 28:14");
}

TEST_CASE("a 4.13 asks for smaller blocks only where they would be taken (RFC 7959 section 2.9.3)")
{
    struct Row {
        std::string what;
        std::optional<Block> block1;
        std::optional<std::size_t> left_out;
        std::string options;
    };
    const Row rows[] = {
        {"a block of what is too large as a whole", Block{0, true, 4}, {}, "60:0100"},
        {"a message of what is too large as a whole", {}, 257, "60:0100"},
        {"the same in a block", Block{0, true, 6}, 1024, "60:0100"},
        {"a message that would be taken in blocks", {}, 256, "27:05 60:0100"},
        {"a block that would be taken in smaller ones", Block{0, true, 6}, 256, "27:05 60:0100"},
        {"a block beside which other things are too large", Block{0, true, 5}, 256, "60:0100"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        Received received;
        received.block1 = row.block1;
        received.left_out = row.left_out;
        CHECK(written(Response::too_large(256), received, 6).option_list() == row.options);
    }
}

TEST_CASE("the largest block with every option fits libcoap's message")
{
    Received received;
    received.block1 = Block{1'048'575, true, 6};
    received.block2 = Block{0, false, 6};
    auto response = content_of(100'000);
    response.max_age = UINT32_MAX;
    const auto message = written(response, received, 6);
    CHECK(message.payload.size() == 1024);
    CHECK(message.option_list() == "4:a0a1a2a3a4a5a6a7 12:32 14:ffffffff 23:0e 27:fffff6 28:0186a0");
}
