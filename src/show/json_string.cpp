// SPDX-License-Identifier: MIT
#include "show/json_string.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace coapnode {

namespace {

constexpr std::uint32_t replacement = 0xfffd;

void append_utf8(std::string& out, std::uint32_t point)
{
    const auto append = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (point < 0x80) return append(point);
    if (point < 0x800) {
        append(0xc0 | point >> 6);
    } else if (point < 0x10000) {
        append(0xe0 | point >> 12);
        append(0x80 | (point >> 6 & 0x3f));
    } else {
        append(0xf0 | point >> 18);
        append(0x80 | (point >> 12 & 0x3f));
        append(0x80 | (point >> 6 & 0x3f));
    }
    append(0x80 | (point & 0x3f));
}

std::optional<std::uint32_t> take_four_digits(std::string_view& text)
{
    std::uint32_t unit{};
    if (text.size() < 4) return std::nullopt;
    const auto* const end = text.data() + 4;
    if (std::from_chars(text.data(), end, unit, 16).ptr != end) return std::nullopt;
    text.remove_prefix(4);
    return unit;
}

/// What stands behind \u: one unit of UTF-16, or two with \u between them.
std::optional<std::uint32_t> take_unicode_escape(std::string_view& text)
{
    const auto unit = take_four_digits(text);
    if (!unit || *unit < 0xd800 || *unit > 0xdfff) return unit;
    if (*unit > 0xdbff || !text.starts_with("\\u")) return replacement;
    auto rest = text.substr(2);
    const auto low = take_four_digits(rest);
    if (!low || *low < 0xdc00 || *low > 0xdfff) return replacement;
    text = rest;
    return 0x10000 + ((*unit - 0xd800) << 10 | (*low - 0xdc00));
}

bool append_escape(std::string& out, std::string_view& text)
{
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    if (text.empty()) return false;
    const auto letter = text.front();
    text.remove_prefix(1);
    if (const auto which = letters.find(letter); which != std::string_view::npos) {
        out += meanings[which];
        return true;
    }
    const auto point = letter == 'u' ? take_unicode_escape(text) : std::nullopt;
    if (point) append_utf8(out, *point);
    return point.has_value();
}

}  // namespace

std::optional<std::string> take_json_string(std::string_view& text)
{
    std::string plain;
    for (;;) {
        const auto end = text.find_first_of("\"\\");
        if (end == std::string_view::npos) return std::nullopt;
        plain += text.substr(0, end);
        const bool is_end = text[end] == '"';
        text.remove_prefix(end + 1);
        if (is_end) return plain;
        if (!append_escape(plain, text)) return std::nullopt;
    }
}

}  // namespace coapnode
