// SPDX-License-Identifier: MIT
/// The options of a PDU, read and written; for all four directions of the codec.
#pragma once

#include "coap/message/block.hpp"
#include "coap/message/option_reader.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

/// libcoap's own iterator keeps a filter, which costs more.
OptionReader options_in(const coap_pdu_t& pdu);

/// Hands the options to `take` one after the other, until one fails.
template <class Take>
Result<void> for_each_option(const coap_pdu_t& pdu, Take take)
{
    auto reader = options_in(pdu);
    while (const auto option = reader.next()) {
        auto taken = take(*option);
        if (!taken) return taken;
    }
    return {};
}

/// A view into the PDU; empty without one.
ByteView payload_in(const coap_pdu_t& pdu);

std::string text_of(const Option& option);
Bytes bytes_of(const Option& option);

/// RFC 7252 section 3.2, of at most `most` bytes, leading zeros among them. Errors: bad_option.
Result<std::uint32_t> number_of(const Option& option, std::size_t most);

// These return whether there was room for it.
bool add_bytes(coap_pdu_t& pdu, coap_option_num_t number, ByteView value);
bool add_number(coap_pdu_t& pdu, coap_option_num_t number, std::uint32_t value);
bool add_block(coap_pdu_t& pdu, coap_option_num_t number, const Block& block);
bool add_texts(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<std::string>& texts);
bool add_all(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<Bytes>& values);

}  // namespace coapnode
