// SPDX-License-Identifier: MIT
#include "coapnode/config/hidden_keys.hpp"

#include "config/yaml_tree.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace coapnode {

namespace {

constexpr std::array<std::string_view, 2> key_names{"psk", "psk_hex"};

/// A key and where it stands, as bytes of the text.
struct KeyPlace {
    std::string identity;
    std::string value;
    std::size_t begin{};
    std::size_t size{};
};

/// The byte at which a place begins, whose column counts characters.
std::size_t offset_of(std::string_view text, Place place)
{
    std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (int line = 1; line < place.line; ++line)
        at = text.find('\n', at) + 1;
    for (int column = 1; column < place.column; ++column) {
        ++at;
        while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
            ++at;
    }
    return at;
}

std::size_t quoted_size(std::string_view from)
{
    const char quote = from.front();
    for (std::size_t at = 1; at < from.size(); ++at) {
        if (from[at] == '\\' && quote == '"') {
            ++at;
        } else if (from[at] == quote) {
            if (quote == '"' || at + 1 == from.size() || from[at + 1] != quote) return at + 1;
            ++at;  // two single quotes are one
        }
    }
    return from.size();
}

/// To the end of the line, a comment, or what ends an item of a list or mapping in brackets.
std::size_t plain_size(std::string_view from)
{
    const auto line = from.substr(0, from.find_first_of("\r\n"));
    const auto end = std::min({line.find(" #"), line.find('}'), line.find(','), line.find(']'), line.size()});
    return line.substr(0, end).find_last_not_of(" \t") + 1;
}

std::size_t size_of(std::string_view from)
{
    if (from.empty()) return 0;
    return from.front() == '"' || from.front() == '\'' ? quoted_size(from) : plain_size(from);
}

std::string identity_of(const YamlNode& mapping)
{
    for (std::size_t i = 0; i + 1 < mapping.children.size(); i += 2) {
        if (mapping.children[i].text == "identity") return mapping.children[i + 1].text;
    }
    return {};
}

void find_keys(const YamlNode& node, std::string_view text, std::vector<KeyPlace>& found)
{
    const bool is_mapping = node.kind == YamlNode::Kind::mapping;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const auto& child = node.children[i];
        const bool is_key = is_mapping && i % 2 == 1 && child.kind != YamlNode::Kind::nothing &&
                            std::find(key_names.begin(), key_names.end(), node.children[i - 1].text) != key_names.end();
        if (is_key) {
            const auto begin = offset_of(text, child.place);
            found.push_back({identity_of(node), child.text, begin, size_of(text.substr(std::min(begin, text.size())))});
        } else {
            find_keys(child, text, found);
        }
    }
}

/// In the order of the text; nullopt where it is not YAML.
std::optional<std::vector<KeyPlace>> keys_in(std::string_view text)
{
    Report report{""};
    const auto tree = parse_yaml(text, report);
    if (!tree) return std::nullopt;
    std::vector<KeyPlace> found;
    find_keys(*tree, text, found);
    std::sort(found.begin(), found.end(), [](const auto& one, const auto& other) { return one.begin < other.begin; });
    return found;
}

/// What somebody switched off may still be in use elsewhere.
std::string hide_in_comments(std::string text)
{
    for (const auto name : key_names) {
        const auto sought = std::string{name} + ": ";
        for (std::size_t at = text.find(sought); at != std::string::npos; at = text.find(sought, at + 1)) {
            const auto line = text.rfind('\n', at) + 1;  // 0 in the first line
            const auto comment = text.find('#', line);
            if (comment == std::string::npos || comment > at) continue;
            const auto begin = at + sought.size();
            text.replace(begin, text.find_first_of("\r\n", begin) - begin, hidden_key);
        }
    }
    return text;
}

bool all_hidden(std::string_view text, const std::vector<KeyPlace>& keys)
{
    const auto left = keys_in(text);
    return left && left->size() == keys.size() &&
           std::all_of(left->begin(), left->end(), [](const KeyPlace& key) { return key.value == hidden_key; });
}

}  // namespace

tl::expected<std::string, std::string> hide_keys(std::string_view text)
{
    const auto keys = keys_in(text);
    if (!keys) return tl::unexpected{std::string{"the configuration file has mistakes (coapnoded --check)"}};
    std::string hidden{text};
    for (auto key = keys->rbegin(); key != keys->rend(); ++key) {
        if (key->begin <= hidden.size()) hidden.replace(key->begin, key->size, hidden_key);
    }
    hidden = hide_in_comments(std::move(hidden));
    if (all_hidden(hidden, *keys)) return hidden;
    return tl::unexpected{
        std::string{"a key stands there in a form that cannot be hidden: put it in quotes, or use psk_file"}};
}

std::string restore_keys(std::string_view text, std::string_view before)
{
    std::string restored{text};
    const auto wanted = keys_in(text);
    const auto known = keys_in(before);
    if (!wanted || !known) return restored;
    for (auto key = wanted->rbegin(); key != wanted->rend(); ++key) {
        if (key->value != hidden_key) continue;
        const auto same = std::find_if(known->begin(), known->end(),
                                       [&](const KeyPlace& candidate) { return candidate.identity == key->identity; });
        if (same != known->end()) restored.replace(key->begin, key->size, before.substr(same->begin, same->size));
    }
    return restored;
}

}  // namespace coapnode
