// SPDX-License-Identifier: MIT
#include "yaml/unfilled.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

namespace {

bool is_upper_name(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ' ';
}

bool is_command(char c)
{
    return is_word(c) || is_upper_name(c) || c == '/' || c == '.';
}

bool is_variable(char c)
{
    return is_command(c) || c == ':' || c == '?' || c == '+';
}

bool is_anything(char /*c*/)
{
    return true;
}

/// What stands between is as narrow as templates have it, for a random key could begin and end so by chance.
struct Placeholder {
    std::string_view begin;
    std::string_view end;
    bool (*between)(char);
};

constexpr std::array<Placeholder, 13> forms{{
    {"${", "}", is_variable},
    {"$(", ")", is_command},
    {"$", "", is_upper_name},
    {"{{", "}}", is_anything},
    {"{%", "%}", is_anything},
    {"<", ">", is_word},
    {"[", "]", is_word},
    {"%", "%", is_upper_name},
    {"@", "@", is_upper_name},
    {"__", "__", is_upper_name},
    {"`", "`", is_command},
    {"ENC[", "]", is_anything},  // sops
    {"ENC(", ")", is_anything},  // jasypt
}};

constexpr std::array<std::string_view, 6> beginnings{
    "$ANSIBLE_VAULT", "env:", "vault:", "op://", "file:/", "secret://"};

constexpr std::array<std::string_view, 7> tags{"!secret", "!vault",   "!env",      "!env_var",
                                               "!ENV",    "!include", "!vault-key"};

bool has(const Placeholder& form, std::string_view text)
{
    if (text.size() <= form.begin.size() + form.end.size()) return false;
    if (!text.starts_with(form.begin) || !text.ends_with(form.end)) return false;
    text.remove_prefix(form.begin.size());
    text.remove_suffix(form.end.size());
    return std::all_of(text.begin(), text.end(), form.between);
}

/// A variable within the text, such as coap-${NAME}-key: of four letters or more, for shorter ones could be chance.
bool holds_variable(std::string_view text)
{
    constexpr std::ptrdiff_t shortest_name = 4;
    for (auto at = text.find("${"); at != std::string_view::npos; at = text.find("${", at + 1)) {
        const auto name = text.substr(at + 2);
        const auto* const end = std::find_if_not(name.begin(), name.end(), is_upper_name);
        if (end != name.end() && *end == '}' && end - name.begin() >= shortest_name) return true;
    }
    return false;
}

}  // namespace

bool is_unfilled(std::string_view text)
{
    const auto wrapped = [&](const Placeholder& form) { return has(form, text); };
    const auto begun = [&](std::string_view begin) { return text.starts_with(begin); };
    const auto tagged = [&](std::string_view tag) { return text == tag || text.starts_with(std::string{tag} + ' '); };
    return std::any_of(forms.begin(), forms.end(), wrapped) ||
           std::any_of(beginnings.begin(), beginnings.end(), begun) || std::any_of(tags.begin(), tags.end(), tagged) ||
           holds_variable(text);
}

bool is_filling_tag(std::string_view tag)
{
    return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

Reader<std::string> filled_in(Reader<std::string> reader)
{
    reader.read = [read = std::move(reader.read)](const std::string& text) -> Result<std::string> {
        if (is_unfilled(text)) return complaint(std::string{unfilled_complaint});
        return read(text);
    };
    return reader;
}

}  // namespace coapnode
