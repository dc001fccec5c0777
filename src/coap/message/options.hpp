// SPDX-License-Identifier: MIT
/// Reads and writes the options of a PDU, for all parts of the codec.
#pragma once

#include "coap/message/block.hpp"
#include "coap/message/option_reader.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

/// libcoap's own iterator also keeps a filter, which costs more.
OptionReader options_in(const coap_pdu_t& pdu);

/// Passes the options to `take` one after the other, until one fails.
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

/// The payload as a view into the PDU; empty without one.
ByteView payload_in(const coap_pdu_t& pdu);

std::string text_of(const Option& option);
Bytes bytes_of(const Option& option);

/// Reads an unsigned integer (RFC 7252 section 3.2) of at most `most` bytes, including leading zeros. Errors:
/// bad_option.
Result<std::uint32_t> number_of(const Option& option, std::size_t most);

// These functions return false when the PDU has no room.
bool add_bytes(coap_pdu_t& pdu, coap_option_num_t number, ByteView value);
bool add_number(coap_pdu_t& pdu, coap_option_num_t number, std::uint32_t value);
bool add_block(coap_pdu_t& pdu, coap_option_num_t number, const Block& block);
bool add_texts(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<std::string>& texts);
bool add_all(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<Bytes>& values);

}  // namespace coapnode
