// SPDX-License-Identifier: MIT
#include "coap/message/options.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

OptionReader options_in(const coap_pdu_t& pdu)
{
    coap_opt_iterator_t begin;
    if (coap_option_iterator_init(&pdu, &begin, COAP_OPT_ALL) == nullptr) return OptionReader{{}};
    return OptionReader{{begin.next_option, begin.length}};
}

ByteView payload_in(const coap_pdu_t& pdu)
{
    std::size_t length = 0;
    const std::uint8_t* data = nullptr;
    return coap_get_data(&pdu, &length, &data) != 0 ? ByteView{data, length} : ByteView{};
}

std::string text_of(const Option& option)
{
    return std::string{as_text(option.value)};
}

Bytes bytes_of(const Option& option)
{
    return {option.value.begin(), option.value.end()};
}

Result<std::uint32_t> number_of(const Option& option, std::size_t most)
{
    if (option.value.size() > most) {
        return fail(Errc::bad_option,
                    "option " + std::to_string(option.number) + " has at most " + std::to_string(most) + " bytes");
    }
    std::uint32_t value = 0;
    for (const auto byte : option.value)
        value = value << 8 | byte;
    return value;
}

bool add_bytes(coap_pdu_t& pdu, coap_option_num_t number, ByteView value)
{
    return coap_add_option(&pdu, number, value.size(), value.data()) != 0;
}

bool add_number(coap_pdu_t& pdu, coap_option_num_t number, std::uint32_t value)
{
    std::array<std::uint8_t, sizeof value> bytes{};
    const auto length = coap_encode_var_safe(bytes.data(), bytes.size(), value);
    return add_bytes(pdu, number, ByteView{bytes}.first(length));
}

bool add_block(coap_pdu_t& pdu, coap_option_num_t number, const Block& block)
{
    return add_number(pdu, number, encode_block(block));
}

bool add_texts(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<std::string>& texts)
{
    return std::all_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return add_bytes(pdu, number, as_bytes(text)); });
}

bool add_all(coap_pdu_t& pdu, coap_option_num_t number, const std::vector<Bytes>& values)
{
    return std::all_of(values.begin(), values.end(), [&](const Bytes& value) { return add_bytes(pdu, number, value); });
}

}  // namespace coapnode
