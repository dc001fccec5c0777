// SPDX-License-Identifier: MIT
/// A datagram through enclose(), libcoap's parser and read_request(), and what write_response() makes of a reply to it:
/// read back, it says the same, and the blocks of a body put together are the body.
#include "coap/message/codec.hpp"

#include "coap/message/enclosed_request.hpp"
#include "fuzz_input.hpp"
#include "message/pdus.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <utility>

namespace coapnode {

namespace {

Result<Received> received_from(const coap_pdu_t& pdu)
{
    auto received = read_request(pdu);
    if (received) CHECK(received->request.payload.size() <= largest_pdu);
    if (received && received->block2) CHECK(received->block2->exponent <= Block::largest_exponent);
    return received;
}

/// As the hook hands it to libcoap; nullptr where libcoap refuses it.
PduPtr parsed(ByteView bytes)
{
    auto pdu = new_pdu();
    if (coap_pdu_parse(COAP_PROTO_UDP, bytes.data(), bytes.size(), pdu.get()) == 0) pdu.reset();
    return pdu;
}

/// Without its payload a request has the same options.
void check_shortened(ByteView datagram)
{
    const auto shorter = enclose_without_payload(datagram);
    if (!shorter) return;
    const auto pdu = parsed(*shorter);
    if (!pdu) return;
    const auto received = read_request(*pdu);
    if (received) CHECK((received->left_out && received->request.payload.empty()));
}

/// Of the options that a response has once.
struct Written {
    std::map<coap_option_num_t, Bytes> options;
    Bytes payload;
};

Written read_back(const coap_pdu_t& pdu)
{
    Written written;
    coap_opt_iterator_t position;
    coap_option_iterator_init(&pdu, &position, COAP_OPT_ALL);
    while (coap_opt_t* const option = coap_option_next(&position)) {
        const ByteView value{coap_opt_value(option), coap_opt_length(option)};
        const bool is_first = written.options.emplace(position.number, Bytes{value.begin(), value.end()}).second;
        CHECK(is_first);
    }
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    if (coap_get_data(&pdu, &length, &data) != 0) written.payload = {data, data + length};
    return written;
}

/// As a client reads it.
void check_read(const coap_pdu_t& pdu, const Response& response)
{
    const auto read = read_response(pdu);
    REQUIRE(read.has_value());
    if (!read->response.is(response.code)) return;  // a block that is not there is refused
    CHECK(read->response.max_age == response.max_age);
    CHECK(read->response.etag.has_value() == response.etag.has_value());
}

Written answered(const Response& response, const Received& received, unsigned exponent)
{
    const auto pdu = new_pdu();
    write_response(*pdu, response, received, exponent);
    check_read(*pdu, response);
    return read_back(*pdu);
}

std::optional<Block> block_of(const Written& written, coap_option_num_t number)
{
    const auto found = written.options.find(number);
    if (found == written.options.end()) return std::nullopt;
    const auto block = decode_block(found->second);
    REQUIRE(block.has_value());
    return *block;
}

/// As a client fetches it, block after block in the size of the first.
void check_fetched(const Response& response, Received received, unsigned exponent)
{
    Bytes body;
    for (;;) {
        const auto written = answered(response, received, exponent);
        body.insert(body.end(), written.payload.begin(), written.payload.end());
        const auto block = block_of(written, COAP_OPTION_BLOCK2);
        CHECK(written.payload.size() <= (std::size_t{16} << exponent));
        if (!block || !block->more) break;
        REQUIRE(written.payload.size() == block->size());
        received.block2 = Block{block->number + 1, false, block->exponent};
    }
    CHECK(body == *response.payload);
}

Response response_of(FuzzInput& input)
{
    Bytes body(input.word() % 5000);
    for (std::size_t i = 0; i < body.size(); ++i)
        body[i] = static_cast<std::uint8_t>(i + i / 256);
    if (input.flag()) return Response::problem({Errc::bad_body, input.text()}, input.byte());
    return Response::content(make_representation(ContentFormat::json, std::move(body)), input.byte());
}

void check_answer(const Response& response, const Received& received, unsigned exponent)
{
    const auto written = answered(response, received, exponent);
    const auto block = block_of(written, COAP_OPTION_BLOCK2);
    if (!is_success(response.code)) {
        CHECK(!block);
        return;
    }
    if (block && received.block2) CHECK(block->exponent <= std::min(exponent, received.block2->exponent));
    CHECK(written.payload.size() <= std::max<std::size_t>(std::size_t{16} << exponent, 64));
    auto from_the_start = received;
    from_the_start.block2.reset();
    check_fetched(response, from_the_start, exponent);
}

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    FuzzInput input{{data, size}};
    const auto exponent = static_cast<unsigned>(input.index(Block::largest_exponent + 1));
    const auto response = response_of(input);
    const auto datagram = input.rest();
    check_shortened(datagram);
    const auto enclosed = enclose(datagram);
    if (!enclosed) return 0;
    const auto pdu = parsed(*enclosed);
    if (!pdu) return 0;
    if (const auto received = received_from(*pdu)) check_answer(response, *received, exponent);
    return 0;
}
