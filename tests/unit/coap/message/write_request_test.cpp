// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

namespace {

constexpr std::size_t message_size = 1152;

PduPtr blank(std::size_t size = message_size)
{
    PduPtr pdu{coap_pdu_init(COAP_MESSAGE_CON, COAP_EMPTY_CODE, 1, size)};
    REQUIRE(pdu);
    return pdu;
}

Datagram written(const OutgoingRequest& request, const RequestTransfer& transfer = {})
{
    const auto pdu = blank();
    REQUIRE(write_request(*pdu, request, transfer, request.payload));
    return contents(*pdu);
}

OutgoingRequest full()
{
    OutgoingRequest request{Method::put, {"leds", "a/b", ""}, {"rt=led", "x"}};
    request.accept = 112;
    request.content_format = 60;
    request.etags = {{0xa1}, from_hex("a1a2a3a4a5a6a7a8")};
    request.if_match = {{1, 2}, {}};
    request.if_none_match = true;
    request.payload = to_bytes("body");
    return request;
}

}  // namespace

TEST_CASE("a request as it is written: options in their order, in the shortest form")
{
    struct Row {
        std::string what;
        OutgoingRequest request;
        RequestTransfer transfer;
        std::string options;
    };
    OutgoingRequest accepting{Method::get, {"a"}, {}};
    accepting.accept = 0;
    OutgoingRequest formatted{Method::put, {"a"}, {}};
    formatted.content_format = 50;  // of no payload: left out
    OutgoingRequest named{Method::get, {"a"}, {}};
    named.host = "pi.local";
    named.if_match = {{1}};
    const Row rows[] = {
        {"the root", {Method::get, {}, {}}, {}, ""},
        {"a path and a query", {Method::get, {"a", "bc"}, {"d"}}, {}, "11:61 11:6263 15:64"},
        {"text", accepting, {}, "11:61 17:"},
        {"a format of nothing", formatted, {}, "11:61"},
        {"a host", named, {}, "1:01 3:70692e6c6f63616c 11:61"},
        {"a registration", {Method::get, {"a"}, {}}, {0, {}, {}, {}}, "6: 11:61"},
        {"its end", {Method::get, {"a"}, {}}, {1, {}, {}, {}}, "6:01 11:61"},
        {"a further block", {Method::get, {"a"}, {}}, {{}, {}, Block{3, false, 5}, {}}, "11:61 23:35"},
        {"a block to store", {Method::put, {"a"}, {}}, {{}, Block{0, true, 5}, {}, 3000}, "11:61 27:0d 60:0bb8"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto message = written(row.request, row.transfer);
        CHECK(message.code == static_cast<std::uint8_t>(row.request.method));
        CHECK(message.option_list() == row.options);
        CHECK(message.payload.empty());
    }
}

TEST_CASE("what a client writes is what a server reads")
{
    const auto sent = full();
    const auto pdu = blank();
    REQUIRE(write_request(*pdu, sent, {0, Block{1, true, 2}, Block{2, false, 3}, 100}, sent.payload));
    const auto read_by_node = parsed_enclosed(contents(*pdu));
    const auto received = read_request(*read_by_node);
    REQUIRE(received);
    const auto& request = received->request;
    CHECK(request.method == sent.method);
    CHECK(request.path == sent.path);
    CHECK(request.query == sent.query);
    CHECK(request.accept == sent.accept);
    CHECK(request.content_format == sent.content_format);
    CHECK(request.etags == sent.etags);
    CHECK(request.if_match == sent.if_match);
    CHECK(request.if_none_match);
    CHECK(as_text(request.payload) == "body");
    CHECK(received->observe == 0);
    CHECK(received->block1 == Block{1, true, 2});
    CHECK(received->block2 == Block{2, false, 3});
    CHECK(received->size1 == 100);
}

TEST_CASE("what its option does not allow is not sent")
{
    struct Row {
        std::string what;
        OutgoingRequest request;
        bool is_sent;
    };
    const auto with = [](auto change) {
        OutgoingRequest request;
        change(request);
        return request;
    };
    const Row rows[] = {
        {"a segment of 255", with([](auto& r) { r.path = {std::string(255, 'x')}; }), true},
        {"a segment of 256", with([](auto& r) { r.path = {std::string(256, 'x')}; }), false},
        {"a query of 255", with([](auto& r) { r.query = {std::string(255, 'x')}; }), true},
        {"a query of 256", with([](auto& r) { r.query = {std::string(256, 'x')}; }), false},
        {"a host of 255", with([](auto& r) { r.host = std::string(255, 'x'); }), true},
        {"a host of 256", with([](auto& r) { r.host = std::string(256, 'x'); }), false},
        {"an ETag of 8", with([](auto& r) { r.etags = {Bytes(8)}; }), true},
        {"an ETag of 9", with([](auto& r) { r.etags = {Bytes(9)}; }), false},
        {"an empty ETag", with([](auto& r) { r.etags = {Bytes{}}; }), false},
        {"an empty If-Match", with([](auto& r) { r.if_match = {Bytes{}}; }), true},
        {"an If-Match of 9", with([](auto& r) { r.if_match = {Bytes(9)}; }), false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto written = write_request(*blank(), row.request, {}, {});
        CHECK(written.has_value() == row.is_sent);
        if (!written) CHECK(written.error() == Errc::bad_option);
    }
}

TEST_CASE("what does not fit a message is told")
{
    const auto long_path = OutgoingRequest{Method::get, std::vector<std::string>(6, std::string(200, 'x')), {}};
    CHECK(write_request(*blank(), long_path, {}, {}).error() == Errc::too_large);
    const Bytes body(60, 'x');
    CHECK(write_request(*blank(64), {Method::put, {"led"}, {}}, {}, body).error() == Errc::too_large);
    CHECK(write_request(*blank(65), {Method::put, {"led"}, {}}, {}, body));
}
