// SPDX-License-Identifier: MIT
/// PDUs to messages and back: what a server reads and writes, and what a client does. Pure: no session, no context.
#pragma once

#include "coap/message/block.hpp"
#include "coapnode/rest/exchange.hpp"
#include "coapnode/rest/message.hpp"

#include <coap3/coap.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace coapnode {

/// What of a request concerns the transfer alone.
struct RequestTransfer {
    std::optional<std::uint32_t> observe{};  ///< 0: register, 1: deregister (RFC 7641 section 2)
    std::optional<Block> block1{};
    std::optional<Block> block2{};
    std::optional<std::uint32_t> size1{};   ///< how large the whole body will be
    std::optional<std::size_t> left_out{};  ///< received, the payload was too large for one message: bytes, at least
};

/// A request as the PDU holds it.
struct Received : RequestTransfer {
    Request request;  ///< its payload is a view into the PDU; the client is still to be filled in
    /// With Block1: all options but those that may differ from block to block of one body (RFC 9175 section 3.3).
    Bytes body_options;
};

/// Of a request as enclose() (enclosed_request.hpp) gives it to libcoap. Errors: bad_option, for a critical option that
/// is unknown, repeated or of a wrong length (RFC 7252 section 5.4), and for malformed ones; bad_body, for a value that
/// makes no sense; method_not_allowed, for a method without a name; proxying_not_supported.
Result<Received> read_request(const coap_pdu_t& enclosed);

/// Fills `pdu`, which has its token already, with the answer to a request that `asked` so. A body larger than
/// `largest_exponent` allows is sent in blocks. `sequence` is what Observe says; a response that is no success never
/// has it (RFC 7641 section 4.2).
void write_response(coap_pdu_t& pdu, const Response& response, const RequestTransfer& asked, unsigned largest_exponent,
                    std::optional<std::uint32_t> sequence = std::nullopt);

/// Fills `pdu`, which has its token already, with `request` and, in place of its payload, the part of it that goes now.
/// Errors: bad_option, for a value that its option does not allow, such as a path segment over 255 bytes; too_large,
/// when it does not fit the PDU.
Result<void> write_request(coap_pdu_t& pdu, const OutgoingRequest& request, const RequestTransfer& transfer,
                           ByteView payload);

/// A response as the PDU holds it, and what of it concerns the transfer alone.
struct ReceivedResponse {
    IncomingResponse response;
    std::optional<std::uint32_t> observe{};  ///< 24 bits (RFC 7641 section 3.4)
    std::optional<Block> block1{};
    std::optional<Block> block2{};
    std::optional<std::uint32_t> size1{};
    std::optional<std::uint32_t> size2{};
};

/// Errors: bad_answer, for a code that no response has, and for a critical option that is unknown, repeated or
/// malformed (RFC 7252 section 5.4). Such elective ones are ignored.
Result<ReceivedResponse> read_response(const coap_pdu_t& pdu);

}  // namespace coapnode
