// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace coapnode;

namespace {

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
    CHECK(message.text() == "the response has no such block");
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
