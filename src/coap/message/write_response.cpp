// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/options.hpp"

namespace coapnode {

namespace {

/// Options in the order of their numbers: ETag (4), Observe (6), Content-Format (12), Max-Age (14).
void write_head(coap_pdu_t& pdu, const Response& response, std::optional<std::uint32_t> sequence)
{
    coap_pdu_set_code(&pdu, static_cast<coap_pdu_code_t>(response.code));
    if (response.etag) add_bytes(pdu, COAP_OPTION_ETAG, *response.etag);
    if (sequence && is_success(response.code)) add_number(pdu, COAP_OPTION_OBSERVE, *sequence);
    if (response.format) add_number(pdu, COAP_OPTION_CONTENT_FORMAT, static_cast<std::uint16_t>(*response.format));
    if (response.max_age) add_number(pdu, COAP_OPTION_MAXAGE, *response.max_age);
}

/// Options in the order of their numbers: Block2 (23), Block1 (27), Size2 (28), Size1 (60).
void write_body(coap_pdu_t& pdu, ByteView body, const Slice& slice, const std::optional<Block>& block1,
                std::optional<std::uint32_t> largest_body)
{
    if (slice.block) add_block(pdu, COAP_OPTION_BLOCK2, *slice.block);
    if (block1) add_block(pdu, COAP_OPTION_BLOCK1, *block1);
    if (slice.block && slice.block->number == 0) {
        add_number(pdu, COAP_OPTION_SIZE2, static_cast<std::uint32_t>(body.size()));
    }
    if (largest_body) add_number(pdu, COAP_OPTION_SIZE1, *largest_body);
    if (!slice.bytes.empty()) coap_add_data(&pdu, slice.bytes.size(), slice.bytes.data());
}

/// RFC 7959 section 2.3: a reply to a block that is not the last one repeats its Block1 with the more flag; any other
/// reply ends the body. In a 4.13, Block1 asks for smaller blocks (section 2.9.3). That is for a body in one message
/// that would be accepted in blocks, never for a body that is too large as a whole.
std::optional<Block> block1_of(const Response& response, const RequestTransfer& asked)
{
    auto block = asked.block1;
    if (response.code != Code::request_entity_too_large) {
        if (block) block->more = response.code == Code::continue_;
        return block;
    }
    const bool is_small = block && block->exponent <= Block::modest_exponent;
    const bool blocks_help = asked.left_out && *asked.left_out <= response.largest_body.value_or(0);
    return blocks_help && !is_small ? std::optional{Block{0, false, Block::modest_exponent}} : std::nullopt;
}

}  // namespace

void write_response(coap_pdu_t& pdu, const Response& response, const RequestTransfer& asked, unsigned largest_exponent,
                    std::optional<std::uint32_t> sequence)
{
    const auto body = response.payload ? ByteView{*response.payload} : ByteView{};
    // The diagnostic text of an error is sent whole, whichever block was requested.
    const bool has_blocks = is_success(response.code) && response.payload != nullptr;
    const auto slice = slice_body(body, has_blocks ? asked.block2 : std::nullopt,
                                  has_blocks ? largest_exponent : Block::largest_exponent);
    if (!slice) return write_response(pdu, Response::problem(slice.error()), {}, largest_exponent);
    write_head(pdu, response, sequence);
    write_body(pdu, body, *slice, block1_of(response, asked), response.largest_body);
}

}  // namespace coapnode
