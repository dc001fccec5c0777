// SPDX-License-Identifier: MIT
/// Converts PDUs to messages and back, for server and client. Pure: no session, no context.
#pragma once

#include "coap/message/block.hpp"
#include "coapnode/rest/exchange.hpp"
#include "coapnode/rest/message.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

/// The options of a request that concern only its transfer.
struct RequestTransfer {
    std::optional<std::uint32_t> observe{};  ///< 0: register, 1: deregister (RFC 7641 section 2)
    std::optional<Block> block1{};
    std::optional<Block> block2{};
    std::optional<std::uint32_t> size1{};  ///< the size of the whole body
    std::optional<std::size_t>
        left_out{};  ///< the payload was too large for one message and was dropped: its least size in bytes
};

/// A request from a PDU.
struct Received : RequestTransfer {
    Request request;  ///< its payload is a view into the PDU; the caller fills in the client
    /// With Block1: all options that are the same for each block of one body (RFC 9175 section 3.3).
    Bytes body_options;
};

/// Reads a request that enclose() (enclosed_request.hpp) passed to libcoap. Errors: bad_option, for a critical option
/// that is unknown, repeated or of a wrong length (RFC 7252 section 5.4), and for malformed options; bad_body, for an
/// invalid value; method_not_allowed, for an unknown method; proxying_not_supported.
Result<Received> read_request(const coap_pdu_t& enclosed);

/// Writes the answer into `pdu`, which already has its token. `asked` are the transfer options of the request. A body
/// larger than `largest_exponent` allows is sent in blocks. `sequence` is the value of Observe; an error response never
/// has it (RFC 7641 section 4.2).
void write_response(coap_pdu_t& pdu, const Response& response, const RequestTransfer& asked, unsigned largest_exponent,
                    std::optional<std::uint32_t> sequence = std::nullopt);

/// Writes `request` into `pdu`, which already has its token, with the current part of its payload. Errors: bad_option,
/// for a value that its option does not allow, such as a path segment over 255 bytes; too_large, when the request does
/// not fit the PDU.
Result<void> write_request(coap_pdu_t& pdu, const OutgoingRequest& request, const RequestTransfer& transfer,
                           ByteView payload);

/// A response from a PDU, and its options that concern only the transfer.
struct ReceivedResponse {
    IncomingResponse response;
    std::optional<std::uint32_t> observe{};  ///< 24 bits (RFC 7641 section 3.4)
    std::optional<Block> block1{};
    std::optional<Block> block2{};
    std::optional<std::uint32_t> size1{};
    std::optional<std::uint32_t> size2{};
};

/// Reads a response. Errors: bad_answer, for a code that is not a response code, and for a critical option that is
/// unknown, repeated or malformed (RFC 7252 section 5.4). Such elective options are ignored.
Result<ReceivedResponse> read_response(const coap_pdu_t& pdu);

}  // namespace coapnode
