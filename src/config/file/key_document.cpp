// SPDX-License-Identifier: MIT
#include "config/file/key_document.hpp"

#include "yaml/scalar_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

std::string identity_of(const YamlNode& mapping)
{
    for (std::size_t i = 0; i + 1 < mapping.children.size(); i += 2) {
        if (mapping.children[i].text == "identity") return mapping.children[i + 1].text;
    }
    return {};
}

Key key_of(const YamlNode& mapping, const YamlNode& name, YamlNode& value, std::string_view text)
{
    const auto from = text.substr(value.begin);
    return {
        {identity_of(mapping), name.text}, name.begin, from.substr(0, scalar_size(from, value.in_brackets)), &value};
}

void find_keys(YamlNode& node, std::string_view text, std::vector<Key>& found)
{
    const bool is_mapping = node.kind == YamlNode::Kind::mapping;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        auto& child = node.children[i];
        const bool is_value = is_mapping && i % 2 == 1 && child.kind == YamlNode::Kind::text;
        if (is_value && (node.children[i - 1].text == "psk" || node.children[i - 1].text == "psk_hex")) {
            found.push_back(key_of(node, node.children[i - 1], child, text));
        } else {
            find_keys(child, text, found);
        }
    }
}

}  // namespace

std::optional<KeyDocument> read_keys(std::string_view text)
{
    auto tree = parse_yaml_as_it_stands(text);
    if (!tree) return std::nullopt;
    std::optional<KeyDocument> document{{text, std::move(*tree), {}, {}}};
    find_keys(document->tree, text, document->keys);
    document->comments = comments_in(text, document->tree);
    return document;
}

std::string edited(std::string_view text, std::vector<Edit> edits)
{
    std::sort(edits.begin(), edits.end(), [](const auto& one, const auto& other) { return one.begin < other.begin; });
    std::string result;
    std::size_t at = 0;
    for (const auto& edit : edits) {
        if (edit.begin < at) continue;  // overlaps the edit before; the comparison of the result detects it
        result.append(text.substr(at, edit.begin - at)).append(edit.with);
        at = edit.begin + edit.size;
    }
    return result.append(text.substr(at));
}

bool same_values(const YamlNode& one, const YamlNode& other)
{
    return one.kind == other.kind && one.text == other.text &&
           std::equal(one.children.begin(), one.children.end(), other.children.begin(), other.children.end(),
                      same_values);
}

}  // namespace coapnode
