// SPDX-License-Identifier: MIT
#include "gateway/mapping/field_text.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <charconv>

namespace coapnode {

namespace {

constexpr std::string_view field_blanks = " \t";

bool is_token_character(char c)
{
    return is_alphanumeric(c) || std::string_view{"!#$%&'*+-.^_`|~"}.find(c) != std::string_view::npos;
}

/// Where the part at the head of `text` ends.
std::size_t end_of_part(std::string_view text, char separator)
{
    bool is_quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') is_quoted = !is_quoted;
        if (is_quoted && text[i] == '\\') {
            ++i;
        } else if (!is_quoted && text[i] == separator) {
            return i;
        }
    }
    return text.size();
}

}  // namespace

std::string_view without_blanks(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(field_blanks), text.size()));
    return text.substr(0, text.find_last_not_of(field_blanks) + 1);
}

bool is_token(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_token_character);
}

std::optional<std::uint32_t> whole_number_in(std::string_view text, std::uint32_t most)
{
    if (text.empty() || !std::ranges::all_of(text, is_digit)) return std::nullopt;
    std::uint32_t number{};
    const auto failed = std::from_chars(text.data(), text.data() + text.size(), number).ec;
    return failed == std::errc{} ? std::min(number, most) : most;
}

std::size_t count_of(const HttpFields& fields, std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::count(fields, name, &HttpField::name));
}

std::optional<std::string> joined_field(const HttpFields& fields, std::string_view name)
{
    std::optional<std::string> joined;
    for (const auto& field : fields) {
        if (field.name == name) joined = joined ? *joined + ", " + field.value : field.value;
    }
    return joined;
}

std::vector<std::string_view> parts_of(std::string_view text, char separator, std::size_t most)
{
    std::vector<std::string_view> parts;
    while (!text.empty() && parts.size() < most) {
        const auto end = end_of_part(text, separator);
        const auto part = without_blanks(text.substr(0, end));
        if (!part.empty()) parts.push_back(part);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

std::optional<std::string> token_or_quoted(std::string_view text)
{
    if (is_token(text)) return std::string{text};
    if (text.size() < 2 || text.front() != '"') return std::nullopt;
    std::string value;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') return i + 1 == text.size() ? std::optional{value} : std::nullopt;
        if (text[i] == '\\' && ++i == text.size()) return std::nullopt;
        value += text[i];
    }
    return std::nullopt;
}

}  // namespace coapnode
