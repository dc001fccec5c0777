// SPDX-License-Identifier: MIT
#include "coap/message/marked_response.hpp"

#include "coap/message/message_head.hpp"
#include "coap/message/option_reader.hpp"
#include "coap/message/option_rules.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::uint8_t least_response_code = 2 << 5;
constexpr std::uint8_t least_signalling_code = 7 << 5;

/// Of a reserved class, which libcoap hands on as a response.
constexpr std::uint8_t code_of_hidden = 3 << 5;

/// 2.00, which no server sends. The token has one byte; those of our requests have more, and pings have none.
constexpr std::uint8_t code_of_stray = 2 << 5;
constexpr std::uint8_t confirmable_with_stray_token = 0x41;

bool is_response(ByteView message)
{
    return has_whole_head(message) && message[1] >= least_response_code && message[1] < least_signalling_code;
}

/// libcoap rejects class 1, also in acknowledgements, and obeys class 7, which is for TCP only (RFC 8323 section 5).
bool has_hidden_code(ByteView message)
{
    if (message.size() < header_size || message[0] >> 6 != 1) return false;
    const auto code_class = message[1] >> 5;
    return code_class == 1 || code_class == 7;
}

enum class Fate : std::uint8_t { stays, left_out, out_of_place };

/// The only critical options allowed in a response are those of block-wise transfers (RFC 7959).
bool may_be_critical(coap_option_num_t number)
{
    return number == COAP_OPTION_BLOCK1 || number == COAP_OPTION_BLOCK2;
}

Fate fate_of(const Option& option, bool is_repeated)
{
    const auto* const rule = rule_of(option.number);
    const bool is_bad = rule != nullptr && (option.value.size() < rule->least || option.value.size() > rule->most ||
                                            (is_repeated && !rule->repeatable));
    if (is_critical(option.number)) return may_be_critical(option.number) && !is_bad ? Fate::stays : Fate::out_of_place;
    return is_bad || option.number >= own_option::first_in_response ? Fate::left_out : Fate::stays;
}

/// Calls `visit` with each option and its fate. Of several the first that is valid counts.
template <class Visit>
void for_each_fate(OptionReader& reader, Visit visit)
{
    std::optional<coap_option_num_t> last;
    while (const auto option = reader.next()) {
        const auto fate = fate_of(*option, last == option->number);
        if (fate == Fate::stays) last = option->number;
        visit(*option, fate);
    }
}

struct Review {
    bool has_changes = false;
    std::optional<coap_option_num_t> out_of_place;  ///< the first one
};

Review review(OptionReader reader)
{
    Review review;
    for_each_fate(reader, [&](const Option& option, Fate fate) {
        if (fate != Fate::stays) review.has_changes = true;
        if (fate == Fate::out_of_place && !review.out_of_place) review.out_of_place = option.number;
    });
    return reader.is_well_formed() ? review : Review{};
}

Bytes head_of(ByteView message)
{
    const auto head = message.first(head_size(message));
    return {head.begin(), head.end()};
}

/// Nothing after the token is kept, nor a token of an invalid length.
Bytes mark_hidden_code(ByteView message)
{
    constexpr std::uint8_t without_token = 0xf0;
    auto marked = has_whole_head(message)
                      ? head_of(message)
                      : Bytes{static_cast<std::uint8_t>(message[0] & without_token), 0, message[2], message[3]};
    marked[1] = code_of_hidden;
    append_option(marked, own_option::code_left_out, std::array{message[1]});
    return marked;
}

}  // namespace

std::optional<Bytes> mark(ByteView message)
{
    if (has_hidden_code(message)) return mark_hidden_code(message);
    if (!is_response(message)) return std::nullopt;
    OptionReader reader{message.subspan(head_size(message))};
    const auto found = review(reader);
    if (!found.has_changes) return std::nullopt;
    auto marked = head_of(message);
    coap_option_num_t last = 0;
    const auto add = [&](coap_option_num_t number, ByteView value) {
        append_option(marked, static_cast<unsigned>(number - last), value);
        last = number;
    };
    for_each_fate(reader, [&](const Option& option, Fate fate) {
        if (fate == Fate::stays) add(option.number, option.value);
    });
    if (const auto number = found.out_of_place) {
        add(own_option::critical_left_out,
            std::array{static_cast<std::uint8_t>(*number >> 8), static_cast<std::uint8_t>(*number)});
    }
    marked.insert(marked.end(), reader.rest().begin(), reader.rest().end());
    return marked;
}

std::optional<Bytes> mark_stray(ByteView datagram)
{
    if (has_whole_head(datagram) || datagram.size() < header_size) return std::nullopt;
    return Bytes{confirmable_with_stray_token, code_of_stray, datagram[2], datagram[3], 0};
}

bool is_marked_stray(const coap_pdu_t& received)
{
    return coap_pdu_get_type(&received) == COAP_MESSAGE_CON && coap_pdu_get_code(&received) == code_of_stray &&
           coap_pdu_get_token(&received).length == 1;
}

std::optional<Bytes> mark_unreadable(ByteView message)
{
    if (!is_response(message)) return std::nullopt;
    OptionReader reader{message.subspan(head_size(message))};
    while (reader.next()) {
    }
    const auto flaw = reader.is_well_formed() ? Flaw::too_large : Flaw::malformed;
    auto marked = head_of(message);
    append_option(marked, own_option::unreadable, std::array{static_cast<std::uint8_t>(flaw)});
    return marked;
}

}  // namespace coapnode
