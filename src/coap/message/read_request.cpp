// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/mend.hpp"
#include "coap/message/options.hpp"

namespace coapnode {

namespace {

/// A critical option: what is wrong with it refuses the request.
template <class T, class Decoded>
Result<void> keep(std::optional<T>& place, const Result<Decoded>& decoded)
{
    if (!decoded) return fail(decoded);
    place = static_cast<T>(*decoded);
    return {};
}

/// An elective one: the first that can be read counts (RFC 7252 sections 5.4.3 and 5.4.5).
template <class T>
void keep_first(std::optional<T>& place, const Result<std::uint32_t>& decoded)
{
    if (decoded && !place) place = static_cast<T>(*decoded);
}

Result<void> store(Received& received, const Option& option)
{
    auto& request = received.request;
    switch (option.number) {
    case COAP_OPTION_URI_PATH:
        request.path.push_back(text_of(option));
        break;
    case COAP_OPTION_URI_QUERY:
        request.query.push_back(text_of(option));
        break;
    case COAP_OPTION_ETAG:
        request.etags.push_back(bytes_of(option));
        break;
    case COAP_OPTION_IF_MATCH:
        request.if_match.push_back(bytes_of(option));
        break;
    case COAP_OPTION_IF_NONE_MATCH:
        request.if_none_match = true;
        break;
    case COAP_OPTION_ACCEPT:
        return keep(request.accept, number_of(option, 2));
    case COAP_OPTION_BLOCK1:
        return keep(received.block1, decode_block(option.value));
    case COAP_OPTION_BLOCK2:
        return keep(received.block2, decode_block(option.value));
    case COAP_OPTION_OBSERVE:
        keep_first(received.observe, number_of(option, 3));  // RFC 7641 section 2
        break;
    case COAP_OPTION_CONTENT_FORMAT:
        keep_first(request.content_format, number_of(option, 2));
        break;
    case COAP_OPTION_SIZE1:
        keep_first(received.size1, number_of(option, 4));
        break;
    case own_option::refusal:
        return Failure{read_refusal(option.value)};
    case own_option::payload_left_out:
        keep_first(received.left_out, number_of(option, 2));
        break;
    default:
        break;  // unknown critical ones libcoap has refused; elective ones are ignored
    }
    return {};
}

/// RFC 9175 section 3.3: blocks are of one body when these options are the same, Request-Tags among them. Left out are
/// Block1, Block2 and what is not part of the cache key (NoCacheKey, RFC 7252 section 5.4.6), as Size1.
bool tells_bodies_apart(coap_option_num_t number)
{
    const bool is_part_of_cache_key = (number & 0x1eU) != 0x1c;
    return is_part_of_cache_key && number != COAP_OPTION_BLOCK1 && number != COAP_OPTION_BLOCK2;
}

/// Each option as its number, its length and its value, so that no two lists are the same bytes.
Bytes body_options(const coap_pdu_t& pdu)
{
    Bytes bytes;
    const auto append = [&](std::size_t number) {
        bytes.push_back(static_cast<std::uint8_t>(number >> 8));
        bytes.push_back(static_cast<std::uint8_t>(number));
    };
    const auto taken = for_each_option(pdu, [&](const Option& option) -> Result<void> {
        if (!tells_bodies_apart(option.number)) return {};
        append(option.number);
        append(option.value.size());
        bytes.insert(bytes.end(), option.value.begin(), option.value.end());
        return {};
    });
    static_cast<void>(taken);  // none fails
    return bytes;
}

}  // namespace

Result<Received> read_request(const coap_pdu_t& pdu)
{
    Received received;
    received.request.method = static_cast<Method>(coap_pdu_get_code(&pdu));
    coap_option_num_t previous = 0;  // no option has this number
    const auto taken = for_each_option(pdu, [&](const Option& option) -> Result<void> {
        if (option.number == previous && is_refused_when_repeated(previous)) {
            return fail(Errc::bad_option, "option " + std::to_string(previous) + " stands twice");
        }
        previous = option.number;
        return store(received, option);
    });
    if (!taken) return fail(taken);
    received.request.payload = payload_in(pdu);
    if (received.block1) received.body_options = body_options(pdu);
    return received;
}

}  // namespace coapnode
