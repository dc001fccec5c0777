// SPDX-License-Identifier: MIT
#include "coap/message/marked_response.hpp"

#include "coap/message/message_head.hpp"
#include "coap/message/option_reader.hpp"
#include "coap/message/option_rules.hpp"

#include <array>

namespace coapnode {

namespace {

constexpr std::uint8_t least_response_code = 2 << 5;

/// The only critical options allowed in a response are those of block-wise transfers (RFC 7959).
bool is_out_of_place(const Option& option)
{
    return is_critical(option.number) && option.number != COAP_OPTION_BLOCK1 && option.number != COAP_OPTION_BLOCK2;
}

std::optional<coap_option_num_t> first_out_of_place(OptionReader reader)
{
    std::optional<coap_option_num_t> first;
    while (const auto option = reader.next())
        if (!first && is_out_of_place(*option)) first = option->number;
    return reader.is_well_formed() ? first : std::nullopt;
}

}  // namespace

std::optional<Bytes> mark(ByteView message)
{
    if (!has_whole_head(message) || message[1] < least_response_code) return std::nullopt;
    OptionReader reader{message.subspan(head_size(message))};
    const auto left_out = first_out_of_place(reader);
    if (!left_out) return std::nullopt;
    const auto head = message.first(head_size(message));
    Bytes marked{head.begin(), head.end()};
    coap_option_num_t last = 0;
    const auto add = [&](coap_option_num_t number, ByteView value) {
        append_option(marked, static_cast<unsigned>(number - last), value);
        last = number;
    };
    while (const auto option = reader.next()) {
        const bool stays = !is_out_of_place(*option) && option->number < own_option::critical_left_out;
        if (stays) add(option->number, option->value);
    }
    add(own_option::critical_left_out,
        std::array{static_cast<std::uint8_t>(*left_out >> 8), static_cast<std::uint8_t>(*left_out)});
    marked.insert(marked.end(), reader.rest().begin(), reader.rest().end());
    return marked;
}

}  // namespace coapnode
