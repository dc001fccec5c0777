// SPDX-License-Identifier: MIT
#include "coap/message/mend.hpp"

#include "coap/message/option_reader.hpp"
#include "coap/message/option_rules.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace coapnode {

namespace {

constexpr std::size_t header_size = 4;  // RFC 7252 section 3
constexpr std::size_t longest_token = 8;
constexpr std::uint8_t first_response_code = 32;

std::size_t token_length(ByteView message)
{
    return message[0] & 0x0fU;
}

std::uint8_t type_of(ByteView message)
{
    return message[0] >> 4 & 3U;
}

/// A message that is whole up to its options, of version 1 and a method's code.
bool is_request(ByteView message)
{
    return message.size() >= header_size && message[0] >> 6 == 1 && message[1] > 0 &&
           message[1] < first_response_code && token_length(message) <= longest_token &&
           message.size() >= header_size + token_length(message);
}

OptionReader options_of(ByteView message)
{
    return OptionReader{message.subspan(header_size + token_length(message))};
}

/// The method with the largest number. No resource takes it, but it has a handler.
constexpr std::uint8_t last_method = COAP_REQUEST_IPATCH;

/// Why a request is refused; without strings, as this is asked for each option of each request.
struct Objection {
    Errc code{};
    const char* text{};
    coap_option_num_t number = 0;  ///< of the option that the text speaks of
};

Error error_of(const Objection& objection)
{
    const auto subject = objection.number != 0 ? "option " + std::to_string(objection.number) + ' ' : std::string{};
    return {objection.code, subject + objection.text};
}

/// What is to become of an option.
struct Fate {
    bool is_kept = true;
    std::optional<Objection> objection{};  ///< to the whole request
};

Fate refused_for(Errc code, const char* text)
{
    return {false, Objection{code, text}};
}

constexpr bool is_own(coap_option_num_t number)
{
    return number == own_option::refusal || number == own_option::payload_left_out;
}

/// RFC 7252 section 5.4.1, and sections 5.4.3 and 5.4.5 for what has a wrong length or stands twice.
Fate as_unknown(coap_option_num_t number, const char* text)
{
    if (!is_critical(number)) return {false};
    return {false, Objection{Errc::bad_option, text, number}};
}

/// RFC 8768 section 3. One hop that is left is for whoever forwards.
Fate hop_limit(ByteView value)
{
    if (value[0] == 0) return refused_for(Errc::bad_body, "Hop-Limit must be 1 to 255");
    return {value[0] > 1};
}

Fate fate_of(const Option& option, coap_option_num_t previous)
{
    if (is_own(option.number)) return {false};
    const auto* const rule = rule_of(option.number);
    if (rule == nullptr) return is_critical(option.number) ? as_unknown(option.number, "is not understood") : Fate{};
    if (option.number == previous && !rule->repeatable) return as_unknown(option.number, "stands twice");
    if (option.value.size() < rule->least || option.value.size() > rule->most) {
        return as_unknown(option.number, "has a length that it may not have");
    }
    switch (option.number) {
    case COAP_OPTION_HOP_LIMIT:
        return hop_limit(option.value);
    case COAP_OPTION_URI_QUERY:
        // Empty, it is allowed and means nothing here; libcoap's parser refuses it.
        return {!option.value.empty()};
    case COAP_OPTION_PROXY_URI:
    case COAP_OPTION_PROXY_SCHEME:
        return refused_for(Errc::proxying_not_supported, "this node is not a proxy");
    default:
        return {};
    }
}

/// What is found when each option of a request was looked at.
struct Findings {
    bool leaves_out = false;
    std::optional<Objection> objection{};  ///< the first
};

/// RFC 7252 sections 4.2 and 4.3: libcoap rejects it by a reset. Where that may not be, for it may have come to a
/// group, read_request() sees to it.
Findings as_malformed(ByteView message)
{
    if (type_of(message) != COAP_MESSAGE_NON) return {};
    return {true, Objection{Errc::bad_option, "the options are malformed"}};
}

Findings examine(ByteView message)
{
    Findings found;
    if (message[1] > last_method) found.objection = {Errc::method_not_allowed, "no resource takes this method"};
    auto reader = options_of(message);
    coap_option_num_t previous = 0;  // no option has this number
    while (const auto option = reader.next()) {
        const auto fate = fate_of(*option, previous);
        previous = option->number;
        if (!fate.is_kept) found.leaves_out = true;
        if (!found.objection) found.objection = fate.objection;
    }
    return reader.is_well_formed() ? found : as_malformed(message);
}

Bytes head_of(ByteView message)
{
    const auto head = message.first(header_size + token_length(message));
    return {head.begin(), head.end()};
}

/// The options that stay, and `own` behind them.
Bytes with_kept_options(ByteView message, const std::optional<Option>& own = std::nullopt)
{
    auto mended = head_of(message);
    auto reader = options_of(message);
    coap_option_num_t previous = 0;
    coap_option_num_t written = 0;
    while (const auto option = reader.next()) {
        if (fate_of(*option, previous).is_kept) {
            append_option(mended, option->number - written, option->value);
            written = option->number;
        }
        previous = option->number;
    }
    if (own) append_option(mended, own->number - written, own->value);
    return mended;
}

Bytes refused(ByteView message, const Error& error)
{
    auto mended = head_of(message);
    mended[1] = std::min(mended[1], last_method);
    Bytes value{static_cast<std::uint8_t>(error.code)};
    const auto text = as_bytes(error.message);
    value.insert(value.end(), text.begin(), text.end());
    append_option(mended, own_option::refusal, value);
    return mended;
}

/// The payload with its marker; nothing where there is none, or no well-formed options before it.
ByteView behind_options(ByteView message)
{
    auto reader = options_of(message);
    while (reader.next()) {
    }
    return reader.is_well_formed() ? reader.rest() : ByteView{};
}

}  // namespace

std::optional<Bytes> mend(ByteView message)
{
    if (!is_request(message)) return std::nullopt;
    const auto found = examine(message);
    if (found.objection) return refused(message, error_of(*found.objection));
    if (!found.leaves_out) return std::nullopt;
    auto mended = with_kept_options(message);
    const auto rest = behind_options(message);
    mended.insert(mended.end(), rest.begin(), rest.end());
    return mended;
}

std::optional<Bytes> without_payload(ByteView message)
{
    if (!is_request(message)) return std::nullopt;
    const auto rest = behind_options(message);
    if (rest.empty()) return std::nullopt;
    const auto bytes = rest.size() - 1;
    const std::array size{static_cast<std::uint8_t>(bytes >> 8), static_cast<std::uint8_t>(bytes)};
    return with_kept_options(message, Option{own_option::payload_left_out, size});
}

Error read_refusal(ByteView value)
{
    if (value.empty()) return {Errc::bad_option, ""};
    return {static_cast<Errc>(value.front()), std::string{as_text(value.subspan(1))}};
}

}  // namespace coapnode
