// SPDX-License-Identifier: MIT
/// What a client reads and writes. An even first byte: a datagram as it stands is read as a response; an odd one: a
/// request that is written reads back as it was.
#include "coap/message/codec.hpp"
#include "coap/message/enclosed_request.hpp"
#include "coap/message/options.hpp"
#include "fuzz_input.hpp"
#include "message/pdus.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace coapnode {

namespace {

void read_datagram(ByteView bytes)
{
    const auto pdu = new_pdu();
    if (coap_pdu_parse(COAP_PROTO_UDP, bytes.data(), bytes.size(), pdu.get()) == 0) return;
    const auto received = read_response(*pdu);
    if (!received) return;
    const auto code_class = received->response.code >> 5;
    CHECK((code_class == 2 || code_class == 4 || code_class == 5));
    CHECK(received->response.payload.size() <= largest_pdu);
}

OutgoingRequest take_request(FuzzInput& input)
{
    OutgoingRequest request;
    request.method = static_cast<Method>(1 + input.index(7));
    for (auto count = input.index(5); count > 0; --count)
        request.path.push_back(input.text());
    for (auto count = input.index(3); count > 0; --count)
        request.query.push_back(input.text());
    for (auto count = input.index(3); count > 0; --count)
        request.etags.push_back(bytes_of(input.take(1 + input.index(9))));
    if (input.flag()) request.accept = input.word();
    if (input.flag()) request.content_format = input.word();
    if (input.flag()) request.if_match.push_back(bytes_of(input.take(input.index(9))));
    request.if_none_match = input.flag();
    if (input.flag()) request.host = input.text();
    request.payload = bytes_of(input.rest());
    return request;
}

/// As a node that it is sent to reads it; nullptr where it is too large.
PduPtr enclosed_again(const coap_pdu_t& pdu)
{
    Bytes message{0x40, static_cast<std::uint8_t>(coap_pdu_get_code(&pdu)), 0, 0};
    const auto options = options_in(pdu).rest();
    message.insert(message.end(), options.begin(), options.end());
    const auto enclosed = enclose(message);
    REQUIRE(enclosed.has_value());
    auto given = new_pdu();
    if (coap_pdu_parse(COAP_PROTO_UDP, enclosed->data(), enclosed->size(), given.get()) == 0) given.reset();
    return given;
}

void write_and_read(FuzzInput& input)
{
    const RequestTransfer transfer{.observe = static_cast<std::uint32_t>(input.index(2)),
                                   .block2 = Block{input.byte(), false, input.byte() % 7U}};
    const auto request = take_request(input);
    const auto pdu = new_pdu();
    if (!write_request(*pdu, request, transfer, request.payload)) return;
    const auto read_by_node = enclosed_again(*pdu);
    if (!read_by_node) return;  // by a byte too large
    const auto received = read_request(*read_by_node);
    REQUIRE(received.has_value());
    const auto& read = received->request;
    CHECK(read.method == request.method);
    CHECK(read.path == request.path);
    auto meant = request.query;
    std::erase(meant, std::string{});  // an empty Uri-Query means nothing to a node
    CHECK(read.query == meant);
    CHECK(read.accept == request.accept);
    CHECK(read.content_format == (request.payload.empty() ? std::nullopt : request.content_format));
    CHECK(read.etags == request.etags);
    CHECK(read.if_match == request.if_match);
    CHECK(read.if_none_match == request.if_none_match);
    CHECK(bytes_of(read.payload) == request.payload);
    CHECK(received->observe == transfer.observe);
    CHECK(received->block2 == transfer.block2);
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    if (input.flag()) {
        write_and_read(input);
    } else {
        read_datagram(input.rest());
    }
    return 0;
}
