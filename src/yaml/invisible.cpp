// SPDX-License-Identifier: MIT
#include "yaml/invisible.hpp"

#include "coapnode/core/utf8.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

struct Range {
    std::uint32_t first;
    std::uint32_t last;
    Lookalike what;
};

/// Unicode 15: the categories Zs, Zl, Zp and Cf, and the property Default_Ignorable_Code_Point.
constexpr auto invisible = std::to_array<Range>({
    {0x00a0, 0x00a0, {"a no-break space", " "}},
    {0x00ad, 0x00ad, {"a soft hyphen", ""}},
    {0x034f, 0x034f, {"a grapheme joiner", ""}},
    {0x061c, 0x061c, {"a direction mark", ""}},
    {0x115f, 0x1160, {"an invisible letter", ""}},
    {0x1680, 0x1680, {"a space that is not ASCII", " "}},
    {0x17b4, 0x17b5, {"an invisible letter", ""}},
    {0x180b, 0x180f, {"an invisible separator", ""}},
    {0x2000, 0x200a, {"a space that is not ASCII", " "}},
    {0x200b, 0x200b, {"a zero width space", ""}},
    {0x200c, 0x200d, {"a zero width joiner", ""}},
    {0x200e, 0x200f, {"a direction mark", ""}},
    {0x2028, 0x2029, {"a line separator", " "}},
    {0x202a, 0x202e, {"a direction mark", ""}},
    {0x202f, 0x202f, {"a narrow no-break space", " "}},
    {0x205f, 0x205f, {"a space that is not ASCII", " "}},
    {0x2060, 0x2065, {"a word joiner or invisible sign", ""}},
    {0x2066, 0x206f, {"a direction mark", ""}},
    {0x2800, 0x2800, {"an empty braille pattern", " "}},
    {0x3000, 0x3000, {"an ideographic space", " "}},
    {0x3164, 0x3164, {"an invisible letter", ""}},
    {0xfe00, 0xfe0f, {"a variation selector", ""}},
    {0xfeff, 0xfeff, {"a byte order mark", ""}},
    {0xffa0, 0xffa0, {"an invisible letter", ""}},
    {0xfff0, 0xfffb, {"an annotation mark", ""}},
    {0xe0000, 0xe0fff, {"a tag character", ""}},
});

constexpr auto typographic = std::to_array<Range>({
    {0x00ab, 0x00ab, {"a typographic quote", "\""}},
    {0x2010, 0x2015, {"a typographic dash", "-"}},
    {0x2018, 0x201b, {"a typographic quote", "'"}},
    {0x201c, 0x201f, {"a typographic quote", "\""}},
    {0x2212, 0x2212, {"a minus sign that is not ASCII", "-"}},
});

template <std::size_t size>
const Lookalike* find_in(const std::array<Range, size>& ranges, std::string_view character)
{
    if (character.size() < 2) return nullptr;
    const auto point = code_point(character);
    const auto* const found =
        std::ranges::find_if(ranges, [=](const Range& range) { return range.first <= point && point <= range.last; });
    return found != ranges.end() ? &found->what : nullptr;
}

std::string advice_for(std::string_view plain)
{
    if (plain.empty()) return "remove it";
    return plain == " " ? "use a plain space instead" : "write " + std::string{plain};
}

}  // namespace

const Lookalike* find_invisible(std::string_view character)
{
    return find_in(invisible, character);
}

const Lookalike* find_typographic(std::string_view character)
{
    return find_in(typographic, character);
}

std::string complaint_of(const Lookalike& found, std::string_view character)
{
    return std::string{found.name} + " (" + code_point_name(character) + "): " + advice_for(found.plain);
}

}  // namespace coapnode
