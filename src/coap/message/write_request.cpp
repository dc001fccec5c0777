// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/option_rules.hpp"
#include "coap/message/options.hpp"

#include <algorithm>

namespace coapnode {

namespace {

template <class Values>
bool fit(coap_option_num_t number, const Values& values)
{
    const auto& rule = *rule_of(number);
    return std::all_of(values.begin(), values.end(),
                       [&](const auto& value) { return value.size() >= rule.least && value.size() <= rule.most; });
}

/// Refuses values that the option does not allow: a receiver would refuse them, or worse, ignore them.
Result<void> check(const OutgoingRequest& request)
{
    if (request.host.size() > rule_of(COAP_OPTION_URI_HOST)->most)
        return fail(Errc::bad_option, "the host's name is longer than 255 bytes");
    if (!fit(COAP_OPTION_URI_PATH, request.path))
        return fail(Errc::bad_option, "a segment of the path is longer than 255 bytes");
    if (!fit(COAP_OPTION_URI_QUERY, request.query))
        return fail(Errc::bad_option, "a part of the query is longer than 255 bytes");
    if (!fit(COAP_OPTION_ETAG, request.etags) || !fit(COAP_OPTION_IF_MATCH, request.if_match))
        return fail(Errc::bad_option, "an ETag has 1 to 8 bytes");
    return {};
}

/// Options in the order of their numbers: If-Match (1), Uri-Host (3), ETag (4), If-None-Match (5), Observe (6),
/// Uri-Path (11), Content-Format (12), Uri-Query (15), Accept (17).
bool write_head(coap_pdu_t& pdu, const OutgoingRequest& request, const RequestTransfer& transfer, bool has_payload)
{
    const auto& format = request.content_format;
    return add_all(pdu, COAP_OPTION_IF_MATCH, request.if_match) &&
           (request.host.empty() || add_bytes(pdu, COAP_OPTION_URI_HOST, as_bytes(request.host))) &&
           add_all(pdu, COAP_OPTION_ETAG, request.etags) &&
           (!request.if_none_match || add_bytes(pdu, COAP_OPTION_IF_NONE_MATCH, {})) &&
           (!transfer.observe || add_number(pdu, COAP_OPTION_OBSERVE, *transfer.observe)) &&
           add_texts(pdu, COAP_OPTION_URI_PATH, request.path) &&
           (!format || !has_payload || add_number(pdu, COAP_OPTION_CONTENT_FORMAT, *format)) &&
           add_texts(pdu, COAP_OPTION_URI_QUERY, request.query) &&
           (!request.accept || add_number(pdu, COAP_OPTION_ACCEPT, *request.accept));
}

/// Block2 (23), Block1 (27), Size1 (60), and the payload.
bool write_body(coap_pdu_t& pdu, const RequestTransfer& transfer, ByteView payload)
{
    return (!transfer.block2 || add_block(pdu, COAP_OPTION_BLOCK2, *transfer.block2)) &&
           (!transfer.block1 || add_block(pdu, COAP_OPTION_BLOCK1, *transfer.block1)) &&
           (!transfer.size1 || add_number(pdu, COAP_OPTION_SIZE1, *transfer.size1)) &&
           (payload.empty() || coap_add_data(&pdu, payload.size(), payload.data()) != 0);
}

}  // namespace

Result<void> write_request(coap_pdu_t& pdu, const OutgoingRequest& request, const RequestTransfer& transfer,
                           ByteView payload)
{
    if (auto checked = check(request); !checked) return checked;
    coap_pdu_set_code(&pdu, static_cast<coap_pdu_code_t>(request.method));
    if (write_head(pdu, request, transfer, !payload.empty()) && write_body(pdu, transfer, payload)) return {};
    return fail(Errc::too_large, "the request does not fit one message: its path, query and options are too long");
}

}  // namespace coapnode
