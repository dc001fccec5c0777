// SPDX-License-Identifier: MIT
// What libcoap would refuse by itself, and RFC 7252 has answered otherwise, through the whole of libcoap. Fails where
// libcoap does not call the parser of parse_hook.hpp.
#include "coap/support/observer_bench.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

Datagram get_counter()
{
    return ask(Method::get, "counter");
}

Datagram put_counter(std::size_t size)
{
    auto request = ask(Method::put, "counter");
    request.payload = Bytes(size, 'x');
    return request;
}

/// Takes bodies of up to 4 000 bytes.
class Wide final : public Resource {
public:
    Wide() : Resource{{"wide", "", "", "", {ContentFormat::text}, for_controllers, 4000}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        return Response::content(make_representation(format, {}), 0);
    }
    Response put(const Request& /*request*/) override { return Response::changed(); }
};

}  // namespace

TEST_CASE("the query of npm's node-coap-client: an empty Uri-Query, with Observe")
{
    Observed node;
    // Observe, Uri-Path "counter", Content-Format 50, an empty Uri-Query.
    const auto asked = from_hex("44010001de28f9f56100 57 636f756e746572 1132 30");
    const auto reply = node.exchange(node.client, asked);
    REQUIRE(reply.has_value());
    CHECK(code_of(*reply) == "2.05");
    CHECK(reply->type == MessageType::ack);
    CHECK(reply->message_id == 1);
    CHECK(reply->options.at(1).first == option::observe);
    CHECK(node.told(7) == "2.05 7");
}

TEST_CASE("options of wrong lengths: an elective one is ignored, a critical one is 4.02")
{
    struct Row {
        std::uint16_t number;
        std::string value;
        std::string code;
    };
    const Row rows[] = {
        {option::etag, "", "2.05"},
        {option::etag, "010203040506070809", "2.05"},
        {option::observe, "00000000", "2.05"},
        {option::content_format, "000000", "2.05"},
        {option::max_age, "0000000000", "2.05"},
        {252, hex_of(Bytes(41)), "2.05"},  // Echo
        {16, "01", "2.05"},                // Hop-Limit: nobody is behind this node
        {16, "00", "4.00"},
        {option::accept, "000000", "4.02"},
        {option::if_match, "010203040506070809", "4.02"},
        {option::uri_host, "", "4.02"},
        {option::block2, "00000000", "4.02"},
        {2049, "01", "4.02"},                    // unknown, and critical
        {39, hex_of(as_bytes("coap")), "5.05"},  // Proxy-Scheme
    };
    PlainBench node;
    for (const auto& row : rows) {
        CAPTURE(row.number);
        auto request = get_counter().with(row.number, row.value);
        std::sort(request.options.begin(), request.options.end());
        const auto reply = node.answer(request);
        CHECK(code_of(reply) == row.code);
        CHECK(reply.type == MessageType::ack);
        CHECK(reply.message_id == request.message_id);
        CHECK(reply.token == request.token);
    }
}

TEST_CASE("an elective option that stands twice counts once, on every release of libcoap")
{
    PlainBench node;
    const auto twice = get_counter().with(option::content_format, "").with(option::content_format, "32");
    CHECK(code_of(node.answer(twice)) == "2.05");
}

TEST_CASE("what is not confirmable is not answered where a critical option is wrong")
{
    PlainBench node;
    auto request = get_counter().with(option::accept, "").with(option::accept, "");
    request.type = MessageType::non;
    CHECK_FALSE(node.exchange(node.client, request).has_value());
    for (const std::uint16_t number : {option::accept, std::uint16_t{2049}}) {
        request = get_counter().with(number, "000000");
        request.type = MessageType::non;
        CHECK_FALSE(node.exchange(node.client, request).has_value());
    }
    auto malformed = encoded(get_counter());
    malformed[0] |= 0x10;
    malformed.push_back(0xf1);
    CHECK_FALSE(node.exchange(node.client, malformed).has_value());
}

TEST_CASE("unknown methods are 4.05, whatever the path")
{
    PlainBench node;
    for (const auto type : {MessageType::con, MessageType::non}) {
        for (const auto code : {std::uint8_t{8}, std::uint8_t{31}}) {
            for (const auto* path : {"counter", "nothing", ".well-known/core"}) {
                auto request = ask(static_cast<Method>(code), path);
                request.type = type;
                request.message_id = static_cast<std::uint16_t>(code << 8 | path[0]);
                const auto reply = node.answer(request);
                CHECK(code_of(reply) == "4.05");
                if (type == MessageType::non) CHECK(reply.message_id != request.message_id);
            }
        }
    }
    CHECK(node.counter->count == 0);
}

TEST_CASE("a datagram that is too large is 4.13, and what is not read of it changes nothing")
{
    struct Row {
        std::string what;
        Datagram request;
        std::string code;
        std::string options;
    };
    const auto wide = [](std::size_t size) {
        auto request = ask(Method::put, "wide");
        request.payload = Bytes(size, 'x');
        return request;
    };
    auto get = get_counter();
    get.payload = Bytes(1400, 'x');
    const Row rows[] = {
        {"what a message may hold", put_counter(1100), "4.13", "60:0400"},
        {"more", put_counter(1200), "4.13", "60:0400"},
        {"as much as is read", put_counter(1500), "4.13", "60:0400"},
        {"much more", put_counter(60'000), "4.13", "60:0400"},
        {"what would be taken in blocks", wide(1200), "4.13", "27:05 60:0fa0"},
        {"a block of 2 048 bytes, which there are none of", wide(2048).with(option::block1, "0e"), "4.13",
         "27:05 60:0fa0"},
        {"a payload that no GET has", get, "2.05",
         "4:" + hex_of(etag_of(as_bytes("0"), ContentFormat::text)) + " 12: 14:"},
        {"an unknown path", ask(Method::put, "nothing").with_payload(std::string(1200, 'x')), "4.04", ""},
    };
    PlainBench node;
    std::vector<std::unique_ptr<Resource>> more = node.make_site();
    more.push_back(std::make_unique<Wide>());
    Site site{std::move(more)};
    node.adopt(site);
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto reply = node.answer(row.request);
        CHECK(code_of(reply) == row.code);
        CHECK(reply.option_list() == row.options);
        CHECK(reply.message_id == row.request.message_id);
        CHECK(reply.token == row.request.token);
    }
}

TEST_CASE("a message of 1152 bytes is taken whole (RFC 7252 section 4.6), one past it is not")
{
    constexpr std::size_t largest_message = 1152;
    PlainBench node;
    std::vector<std::unique_ptr<Resource>> more = node.make_site();
    more.push_back(std::make_unique<Wide>());
    Site site{std::move(more)};
    node.adopt(site);
    auto put = ask(Method::put, "wide").with_payload("x");
    put.payload.resize(largest_message - encoded(put).size() + 1);
    CHECK(encoded(put).size() == largest_message);
    CHECK(code_of(node.answer(put)) == "2.04");
    put.payload.push_back('x');
    ++put.message_id;
    CHECK(code_of(node.answer(put)) == "4.13");
}

TEST_CASE("what stays too large or malformed is rejected under its own message ID")
{
    PlainBench node;
    auto malformed = encoded(get_counter());
    malformed.push_back(0xf1);
    const Bytes rows[] = {encoded(get_counter().with(2050, hex_of(Bytes(1300)))), malformed};
    for (const auto& row : rows) {
        const auto reply = node.exchange(node.client, row);
        REQUIRE(reply.has_value());
        CHECK(reply->type == MessageType::rst);
        CHECK(reply->message_id == get_counter().message_id);
    }
}

TEST_CASE("PUT of what is too large as a whole, as Californium begins it: 4.13 without Block1 ends it")
{
    PlainBench node;
    auto put = from_hex("4103100101 b7 636f756e746572 10 d102 0c d214 0490 ff");
    put.resize(put.size() + 256, 'x');
    const auto reply = node.exchange(node.client, put);
    REQUIRE(reply.has_value());
    CHECK(code_of(*reply) == "4.13");
    CHECK(reply->option_list() == "60:0400");
}

TEST_CASE("a copy of what is not confirmable is not answered; the same under a new message ID is")
{
    PlainBench node;
    for (const auto method : {Method::get, Method::post, Method::delete_}) {
        auto request = ask(method, "counter");
        request.type = MessageType::non;
        request.message_id = static_cast<std::uint16_t>(request.code << 8);
        CHECK(node.exchange(node.client, request).has_value());
        CHECK_FALSE(node.exchange(node.client, request).has_value());
        ++request.message_id;
        CHECK(node.exchange(node.client, request).has_value());
        --request.message_id;
        const UdpSocket other;
        CHECK(node.exchange(other, request).has_value());
        node.time.advance(Deduplication::exchange_lifetime);
        CHECK(node.exchange(node.client, request).has_value());
    }
}

TEST_CASE("copies of what is not confirmable are told up to a bound; past it the oldest is answered again")
{
    PlainBench node;
    auto request = get_counter();
    request.type = MessageType::non;
    request.message_id = 0;
    for (std::size_t i = 0; i < Exchanges::most_not_confirmable; ++i, ++request.message_id)
        REQUIRE(node.exchange(node.client, request).has_value());
    request.message_id = 0;
    CHECK_FALSE(node.exchange(node.client, request).has_value());
    request.message_id = Exchanges::most_not_confirmable;
    CHECK(node.exchange(node.client, request).has_value());
    request.message_id = 0;
    CHECK(node.exchange(node.client, request).has_value());
}
