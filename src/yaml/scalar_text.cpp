// SPDX-License-Identifier: MIT
#include "yaml/scalar_text.hpp"

#include "yaml/ascii.hpp"
#include "yaml/tree.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view line_ends = "\r\n";
constexpr std::string_view ends_in_brackets = ",[]{}";

/// Whether the colon at the head of `text` parts a key from its value.
bool ends_key(std::string_view text, bool in_brackets)
{
    if (text.size() < 2) return true;
    const char next = text[1];
    return is_blank(next) || line_ends.find(next) != std::string_view::npos ||
           (in_brackets && ends_in_brackets.find(next) != std::string_view::npos);
}

/// To the end of the line, a comment, the colon behind a key, or what ends an item of a list or mapping in brackets.
std::size_t plain_size(std::string_view from, bool in_brackets)
{
    std::size_t end = 0;  // behind the last character that is not blank
    for (std::size_t at = 0; at < from.size(); ++at) {
        const char c = from[at];
        const bool comment = c == '#' && (at == 0 || is_blank(from[at - 1]));
        const bool item_ends = in_brackets && ends_in_brackets.find(c) != std::string_view::npos;
        const bool key_ends = c == ':' && ends_key(from.substr(at), in_brackets);
        if (comment || item_ends || key_ends || line_ends.find(c) != std::string_view::npos) break;
        if (!is_blank(c)) end = at + 1;
    }
    return end;
}

/// "|-": of a block only what stands before its text, and before a comment that may stand there, too.
std::size_t block_head_size(std::string_view from)
{
    return std::min(from.find_first_not_of("+-0123456789", 1), from.size());
}

bool is_quoted(std::string_view text)
{
    return text.starts_with('"') || text.starts_with('\'');
}

}  // namespace

std::optional<std::size_t> quoted_size(std::string_view from)
{
    const char quote = from.front();
    for (std::size_t at = 1; at < from.size(); ++at) {
        if (from[at] == '\\' && quote == '"') {
            ++at;
        } else if (from[at] == quote) {
            const bool is_doubled = quote == '\'' && at + 1 < from.size() && from[at + 1] == quote;
            if (!is_doubled) return at + 1;
            ++at;
        }
    }
    return std::nullopt;
}

std::size_t scalar_size(std::string_view from, bool in_brackets)
{
    if (from.starts_with('|') || from.starts_with('>')) return block_head_size(from);
    return is_quoted(from) ? quoted_size(from).value_or(from.size()) : plain_size(from, in_brackets);
}

std::string in_double_quotes(std::string_view value)
{
    std::string written{'"'};
    for (const char c : value) {
        if (c == '"' || c == '\\') written += '\\';
        written += c;
    }
    return written + '"';
}

bool reads_as(std::string_view written, bool in_brackets, std::string_view value)
{
    if (written.find_first_of(line_ends) != std::string_view::npos) return false;
    const auto document = in_brackets ? "[" + std::string{written} + "]" : "- " + std::string{written};
    const auto tree = parse_yaml_as_it_stands(document);
    if (!tree || tree->children.size() != 1) return false;
    const auto& read = tree->children.front();
    return read.kind == YamlNode::Kind::text && read.text == value;
}

}  // namespace coapnode
