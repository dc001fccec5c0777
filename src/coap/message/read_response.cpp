// SPDX-License-Identifier: MIT
#include "coap/message/codec.hpp"

#include "coap/message/marked_response.hpp"
#include "coap/message/option_rules.hpp"
#include "coap/message/options.hpp"

namespace coapnode {

namespace {

bool is_response_code(std::uint8_t code)
{
    const auto code_class = code >> 5U;
    return code_class == 2 || code_class == 4 || code_class == 5;
}

/// The code that was sent: mark() replaces some that are not of a response.
std::uint8_t code_of(const coap_pdu_t& pdu)
{
    auto code = static_cast<std::uint8_t>(coap_pdu_get_code(&pdu));
    if (is_response_code(code)) return code;
    static_cast<void>(for_each_option(pdu, [&](const Option& option) -> Result<void> {
        if (option.number == own_option::code_left_out)
            code = static_cast<std::uint8_t>(number_of(option, 1).value_or(code));
        return {};
    }));
    return code;
}

/// Uses the first one (RFC 7252 section 5.4.5).
template <class T>
bool keep(std::optional<T>& place, const Option& option)
{
    if (place) return false;
    place = static_cast<T>(*number_of(option, sizeof(std::uint32_t)));  // the caller has checked the length
    return true;
}

bool keep_block(std::optional<Block>& place, const Option& option)
{
    const auto block = decode_block(option.value);
    if (place || !block) return false;
    place = *block;
    return true;
}

bool keep_etag(std::optional<Bytes>& place, const Option& option)
{
    if (place) return false;  // repeatable in requests only (RFC 7252 section 5.10.6.1)
    place = bytes_of(option);
    return true;
}

/// Whether the option is valid: known in a response, of an allowed length, and not repeated.
bool store(ReceivedResponse& received, const Option& option)
{
    const auto* const rule = rule_of(option.number);
    if (rule == nullptr || option.value.size() < rule->least || option.value.size() > rule->most) return false;
    auto& response = received.response;
    switch (option.number) {
    case COAP_OPTION_ETAG:
        return keep_etag(response.etag, option);
    case COAP_OPTION_OBSERVE:
        return keep(received.observe, option);
    case COAP_OPTION_LOCATION_PATH:
        response.location_path.push_back(text_of(option));
        return true;
    case COAP_OPTION_CONTENT_FORMAT:
        return keep(response.content_format, option);
    case COAP_OPTION_MAXAGE:
        return keep(response.max_age, option);
    case COAP_OPTION_LOCATION_QUERY:
        response.location_query.push_back(text_of(option));
        return true;
    case COAP_OPTION_BLOCK2:
        return keep_block(received.block2, option);
    case COAP_OPTION_BLOCK1:
        return keep_block(received.block1, option);
    case COAP_OPTION_SIZE2:
        return keep(received.size2, option);
    case COAP_OPTION_SIZE1:
        return keep(received.size1, option);
    default:
        return false;
    }
}

Failure out_of_place(std::uint32_t number)
{
    return fail(Errc::bad_answer,
                "its answer has an option that is not allowed there: number " + std::to_string(number));
}

/// Refuses a response with an option that mark() or mark_unreadable() wrote (marked_response.hpp).
Result<void> check_marks(const Option& option)
{
    if (option.number == own_option::critical_left_out) return out_of_place(number_of(option, 2).value_or(0));
    if (option.number != own_option::unreadable) return {};
    if (number_of(option, 1) == static_cast<std::uint32_t>(Flaw::malformed))
        return fail(Errc::bad_answer, "its answer is malformed");
    return fail(Errc::bad_answer, "its answer is too large for one message: it should come in blocks (RFC 7959)");
}

}  // namespace

Result<ReceivedResponse> read_response(const coap_pdu_t& pdu)
{
    ReceivedResponse received;
    received.response.code = code_of(pdu);
    if (!is_response_code(received.response.code)) {
        return fail(Errc::bad_answer, "it answered " + code_text(received.response.code) + ", which is not a response");
    }
    const auto taken = for_each_option(pdu, [&](const Option& option) -> Result<void> {
        if (auto unmarked = check_marks(option); !unmarked) return unmarked;
        if (store(received, option) || !is_critical(option.number)) return {};
        return out_of_place(option.number);
    });
    if (!taken) return fail(taken);
    const auto payload = payload_in(pdu);
    received.response.payload.assign(payload.begin(), payload.end());
    return received;
}

}  // namespace coapnode
