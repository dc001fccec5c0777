// SPDX-License-Identifier: MIT
#include "show/visible.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/core/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace coapnode {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
};

// Unicode 15. What turns the direction of a text, breaks lines, or hides characters; joiners and variation selectors
// belong to emoji and to several scripts, and stay.
constexpr auto unfit = std::to_array<Range>({
    {0x0000, 0x001f},
    {0x007f, 0x009f},
    {0x061c, 0x061c},
    {0x200b, 0x200b},
    {0x200e, 0x200f},
    {0x2028, 0x202e},
    {0x2060, 0x206f},
    {0xfeff, 0xfeff},
    {0xfff0, 0xfffb},
    {0xe0000, 0xe0fff},
});

// Marks that stand on the character before them, joiners, and variation selectors.
constexpr auto without_width = std::to_array<Range>({
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x0610, 0x061a}, {0x064b, 0x065f},
    {0x0900, 0x0902}, {0x093c, 0x093c}, {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0e31, 0x0e31},
    {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1160, 0x11ff}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff},
    {0x200c, 0x200d}, {0x20d0, 0x20ff}, {0x3099, 0x309a}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
});

// East Asian Width W and F, by blocks.
constexpr auto wide = std::to_array<Range>({
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x23e9, 0x23ec},   {0x2614, 0x2615},   {0x26a1, 0x26a1},
    {0x2705, 0x2705},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2e80, 0x303e},   {0x3041, 0x33ff},
    {0x3400, 0x4dbf},   {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xa960, 0xa97f},   {0xac00, 0xd7a3},
    {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x17000, 0x18cff},
    {0x1b000, 0x1b2ff}, {0x1f300, 0x1f64f}, {0x1f680, 0x1f6ff}, {0x1f7e0, 0x1f7eb}, {0x1f900, 0x1f9ff},
    {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
});

template <std::size_t size>
bool is_in(const std::array<Range, size>& ranges, std::uint32_t point)
{
    const auto* const range = std::ranges::lower_bound(ranges, point, {}, &Range::last);
    return range != ranges.end() && range->first <= point;
}

void append_hex(std::string& out, std::uint32_t number, unsigned digits)
{
    for (auto shift = 4 * digits; shift > 0; shift -= 4)
        out += hex_digit(number >> (shift - 4));
}

void append_escaped(std::string& out, std::uint32_t point)
{
    out += point < 0x80 ? "\\x" : "\\u";
    append_hex(out, point, point < 0x80 ? 2 : point < 0x10000 ? 4 : 5);
}

/// Whether it is shown as it is, in one column, in every notation.
bool is_plain(char byte)
{
    return byte >= 0x20 && byte < 0x7f && byte != '"' && byte != '\\';
}

/// Calls `plain(bytes)` for a run of plain bytes, `character(its bytes, its number)` for any other character and
/// `stray(byte)` for a byte that is part of none.
template <class Plain, class Character, class Stray>
void each_character(std::string_view text, Plain plain, Character character, Stray stray)
{
    while (!text.empty()) {
        const auto* const run_end = std::find_if_not(text.data(), text.data() + text.size(), is_plain);
        const auto run = static_cast<std::size_t>(run_end - text.data());
        if (run > 0) plain(text.substr(0, run));
        text.remove_prefix(run);
        if (text.empty()) return;
        const auto size = character_size(text);
        if (size) {
            character(text.substr(0, *size), code_point(text.substr(0, *size)));
        } else {
            stray(static_cast<std::uint8_t>(text.front()));
        }
        text.remove_prefix(size.value_or(1));
    }
}

enum class Layout : std::uint8_t { one_line, lines };

std::string visible(std::string_view text, Layout layout)
{
    std::string out;
    out.reserve(text.size());
    const auto character = [&](std::string_view bytes, std::uint32_t point) {
        const bool is_layout = point == '\n' || point == '\t';
        if (layout == Layout::one_line && is_layout) {
            out += point == '\n' ? "\\n" : "\\t";
        } else if (is_in(unfit, point) && !is_layout) {
            append_escaped(out, point);
        } else {
            out += bytes;
        }
    };
    const auto plain = [&](std::string_view bytes) { out += bytes; };
    each_character(text, plain, character, [&](std::uint8_t byte) {
        out += "\\x";
        append_hex(out, byte, 2);
    });
    return out;
}

/// Of UTF-16, as JSON spells characters beyond U+FFFF.
void append_json_escape(std::string& out, std::uint32_t point)
{
    if (point > 0xffff) {
        append_json_escape(out, 0xd800 + ((point - 0x10000) >> 10));
        return append_json_escape(out, 0xdc00 + ((point - 0x10000) & 0x3ff));
    }
    out += "\\u";
    append_hex(out, point, 4);
}

void append_json_character(std::string& out, std::string_view bytes, std::uint32_t point)
{
    constexpr std::string_view short_ones = "\"\\\n\t\r";
    constexpr std::string_view letters = "\"\\ntr";
    const auto which = bytes.size() == 1 ? short_ones.find(bytes.front()) : std::string_view::npos;
    if (which != std::string_view::npos) {
        out += '\\';
        out += letters[which];
    } else if (is_in(unfit, point)) {
        append_json_escape(out, point);
    } else {
        out += bytes;
    }
}

}  // namespace

std::string visible_text(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find("\r\n"), text.size());
        out += visible(text.substr(0, end), Layout::lines);
        if (end != text.size()) out += '\n';
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return out;
}

std::string visible_line(std::string_view text)
{
    return visible(text, Layout::one_line);
}

void append_json_string(std::string& out, std::string_view text)
{
    out += '"';
    each_character(
        text, [&](std::string_view bytes) { out += bytes; },
        [&](std::string_view bytes, std::uint32_t point) { append_json_character(out, bytes, point); },
        [&](std::uint8_t /*byte*/) { out += "\xef\xbf\xbd"; });
    out += '"';
}

std::string json_string(std::string_view text)
{
    std::string out;
    append_json_string(out, text);
    return out;
}

bool is_plain_text(std::string_view text)
{
    bool is_text = true;
    each_character(
        text, [](std::string_view /*bytes*/) {},
        [&](std::string_view bytes, std::uint32_t /*point*/) {
            const bool is_layout = bytes == "\n" || bytes == "\t" || bytes == "\r";
            is_text = is_text && (is_layout || !begins_with_control(bytes));
        },
        [&](std::uint8_t /*byte*/) { is_text = false; });
    return is_text;
}

std::size_t display_width(std::string_view line)
{
    std::size_t width = 0;
    each_character(
        line, [&](std::string_view bytes) { width += bytes.size(); },
        [&](std::string_view /*bytes*/, std::uint32_t point) {
            if (!is_in(without_width, point)) width += is_in(wide, point) ? 2U : 1U;
        },
        [&](std::uint8_t /*byte*/) { ++width; });
    return width;
}

}  // namespace coapnode
