// SPDX-License-Identifier: MIT
#include "yaml/slips.hpp"

#include "yaml/ascii.hpp"
#include "yaml/scalar_text.hpp"
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace coapnode {

namespace {

using Slip = std::optional<std::pair<Place, std::string>>;

bool is_comment(std::string_view line)
{
    return trimmed(line).empty() || trimmed(line).starts_with('#');
}

bool is_name(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

/// The quoted texts of one line.
struct Quotes {
    std::optional<std::size_t> open;    ///< where one begins that does not end in this line
    std::optional<std::size_t> behind;  ///< where text goes on right behind the end of one
};

bool may_quote_begin(std::string_view before)
{
    const auto last = before.find_last_not_of(white_space);
    return last == std::string_view::npos || std::string_view{":,[{-"}.find(before[last]) != std::string_view::npos;
}

bool ends_quoted(std::string_view behind)
{
    const auto next = behind.find_first_not_of(white_space);
    return next == std::string_view::npos || std::string_view{",]}:#"}.find(behind[next]) != std::string_view::npos;
}

Quotes quotes_in(std::string_view line)
{
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        if (c == '#' && (at == 0 || line[at - 1] == ' ')) break;
        if ((c != '"' && c != '\'') || !may_quote_begin(line.substr(0, at))) continue;
        const auto size = quoted_size(line.substr(at));
        if (!size) return {at, std::nullopt};
        at += *size - 1;
        if (!ends_quoted(line.substr(at + 1))) return {std::nullopt, at};
    }
    return {};
}

Slip at(const YamlSource& source, int line, std::size_t column, std::string what)
{
    return std::pair{source.place(line, static_cast<int>(column)), std::move(what)};
}

/// The first quote up to here that its line does not close: with it the parser reads on into other values.
Slip unbalanced_quote(const YamlSource& source, int last)
{
    for (int line = 0; line <= last; ++line) {
        const auto text = source.line_at(line);
        if (is_comment(text)) continue;
        const auto quotes = quotes_in(text);
        if (quotes.open) return at(source, line, *quotes.open, "the quote that begins here is not closed in this line");
        if (!quotes.behind) continue;
        const bool single = text[*quotes.behind] == '\'';
        return at(source, line, *quotes.behind,
                  single ? "this quote ends the text: write '' for a quote within it"
                         : "this quote ends the text: write \\\" for a quote within it");
    }
    return std::nullopt;
}

bool is_ipv6(std::string_view text)
{
    const auto is_part = [](char c) { return hex_digits.find(c) != std::string_view::npos || c == ':' || c == '.'; };
    return text.find(':') != std::string_view::npos && std::all_of(text.begin(), text.end(), is_part);
}

/// [::]:5683, a list to YAML.
Slip address_in_brackets(const YamlSource& source, int line)
{
    const auto text = source.line_at(line);
    for (auto end = text.find("]:"); end != std::string_view::npos; end = text.find("]:", end + 1)) {
        const auto begin = text.substr(0, end).rfind('[');
        if (is_comment(text) || begin == std::string_view::npos) continue;
        const bool is_quoted = begin > 0 && (text[begin - 1] == '"' || text[begin - 1] == '\'');
        if (is_quoted || !is_ipv6(text.substr(begin + 1, end - begin - 1))) continue;
        return at(source, line, begin, std::string{address_without_quotes});
    }
    return std::nullopt;
}

/// Quotes and comments before this place are not looked at: the line cannot be read anyway.
std::ptrdiff_t open_brackets(std::string_view text)
{
    const auto opening = [](char c) { return c == '[' || c == '{'; };
    const auto closing = [](char c) { return c == ']' || c == '}'; };
    return std::count_if(text.begin(), text.end(), opening) - std::count_if(text.begin(), text.end(), closing);
}

/// {id: ${NAME}}: the first } ends the mapping.
Slip placeholder_in_brackets(const YamlSource& source, int line)
{
    const auto text = source.line_at(line);
    const auto begin = text.find("${");
    if (is_comment(text) || begin == std::string_view::npos || open_brackets(text.substr(0, begin)) <= 0)
        return std::nullopt;
    return at(source, line, begin, std::string{unfilled_complaint});
}

/// [a, #b] in a line above: its ] is part of the comment, and the list goes on.
Slip comment_in_brackets(const YamlSource& source, int line)
{
    for (int above = line - 1; above >= 0; --above) {
        const auto text = source.line_at(above);
        const auto begin = is_comment(text) ? std::string_view::npos : text.find(" #");
        if (begin == std::string_view::npos || open_brackets(text.substr(0, begin)) <= 0) continue;
        if (open_brackets(text.substr(begin)) >= 0) continue;
        return at(source, above, begin + 1, "this # makes a comment of the rest of the line: put the text in quotes");
    }
    return std::nullopt;
}

/// "#sensors:" with the lines below it switched on.
Slip head_that_is_switched_off(const YamlSource& source, int line)
{
    for (int above = line - 1; above >= 0 && is_comment(source.line_at(above)); --above) {
        const auto text = source.line_at(above);
        const auto content = trimmed(text);
        if (content.size() < 2 || !content.ends_with(':') || !is_name(content.substr(1, content.size() - 2))) continue;
        return at(source, above, text.find('#'), "this line is still commented out: remove its # as well");
    }
    return std::nullopt;
}

/// As other languages and git write them.
Slip foreign_line(const YamlSource& source, int last)
{
    for (int line = 0; line <= last; ++line) {
        const auto text = source.line_at(line);
        const auto begins = [&](std::string_view sign) { return trimmed(text).starts_with(sign); };
        const auto place = std::min(text.find_first_not_of(white_space), text.size());
        if (begins("<<<<<<<") || begins("=======") || begins(">>>>>>>"))
            return at(source, line, place, "a merge conflict of git: keep one side, and remove this line");
        if (begins("//") || begins("/*") || begins(";")) return at(source, line, place, "a comment begins with #");
    }
    return std::nullopt;
}

/// "sensors" where "sensors:" was meant.
Slip missing_colon(const YamlSource& source, int line)
{
    int above = line - 1;
    while (above >= 0 && is_comment(source.line_at(above)))
        --above;
    if (above < 0) return std::nullopt;
    const auto text = source.line_at(above);
    auto word = trimmed(text.substr(0, text.find(" #")));
    if (word.starts_with("- ")) word = trimmed(word.substr(2));
    if (!is_name(word)) return std::nullopt;
    return at(source, above, text.find(word) + word.size(), "a colon is missing after this word");
}

}  // namespace

Slip find_slip(const YamlSource& source, int line)
{
    if (line < 0) return std::nullopt;
    if (const auto tab = source.indenting_tab(line)) return std::pair{*tab, "a tab in the indentation: use spaces"};
    if (auto slip = unbalanced_quote(source, line)) return slip;
    if (auto slip = foreign_line(source, line)) return slip;
    if (auto slip = address_in_brackets(source, line)) return slip;
    if (auto slip = placeholder_in_brackets(source, line)) return slip;
    if (auto slip = comment_in_brackets(source, line)) return slip;
    if (auto slip = head_that_is_switched_off(source, line)) return slip;
    return missing_colon(source, line);
}

}  // namespace coapnode
