// SPDX-License-Identifier: MIT
#include "coapnode/core/utf8.hpp"

#include <algorithm>
#include <cstdint>

namespace coapnode {

namespace {

std::size_t size_by_lead(unsigned char lead)
{
    if (lead < 0x80) return 1;
    if (lead >= 0xc2 && lead <= 0xdf) return 2;
    if (lead >= 0xe0 && lead <= 0xef) return 3;
    if (lead >= 0xf0 && lead <= 0xf4) return 4;
    return 0;
}

/// The ranges of the second byte that keep out overlong forms, surrogates and what lies beyond U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char second)
{
    switch (lead) {
    case 0xe0:
        return second >= 0xa0;
    case 0xed:
        return second <= 0x9f;
    case 0xf0:
        return second >= 0x90;
    case 0xf4:
        return second <= 0x8f;
    default:
        return true;
    }
}

unsigned char byte_at(std::string_view text, std::size_t index)
{
    return static_cast<unsigned char>(text[index]);
}

}  // namespace

std::optional<std::size_t> character_size(std::string_view text)
{
    if (text.empty()) return std::nullopt;
    const auto size = size_by_lead(byte_at(text, 0));
    if (size == 0 || size > text.size()) return std::nullopt;
    const auto rest = text.substr(1, size - 1);
    if (!std::all_of(rest.begin(), rest.end(), is_continuation)) return std::nullopt;
    if (size > 1 && !second_byte_fits(byte_at(text, 0), byte_at(text, 1))) return std::nullopt;
    return size;
}

std::uint32_t code_point(std::string_view character)
{
    constexpr std::uint32_t payload_of_lead[]{0x7f, 0x7f, 0x1f, 0x0f, 0x07};
    std::uint32_t point = byte_at(character, 0) & payload_of_lead[character.size()];
    for (std::size_t i = 1; i < character.size(); ++i)
        point = (point << 6) | (byte_at(character, i) & 0x3fU);
    return point;
}

std::string code_point_name(std::string_view character)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string name;
    for (auto rest = code_point(character); rest != 0 || name.size() < 4; rest >>= 4)
        name.insert(name.begin(), digits[rest & 0xf]);
    return "U+" + name;
}

bool begins_with_control(std::string_view text)
{
    if (text.empty()) return false;
    const auto first = byte_at(text, 0);
    if (first == 0xc2 && text.size() > 1) return byte_at(text, 1) <= 0x9f;
    return first < 0x20 || first == 0x7f;
}

bool is_printable(std::string_view text)
{
    while (!text.empty()) {
        const auto size = character_size(text);
        if (!size || begins_with_control(text)) return false;
        text.remove_prefix(*size);
    }
    return true;
}

std::string printable(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto size = character_size(text);
        const auto fits = size && !begins_with_control(text);
        out += fits ? text.substr(0, *size) : "?";
        text.remove_prefix(size.value_or(1));
    }
    return out;
}

}  // namespace coapnode
