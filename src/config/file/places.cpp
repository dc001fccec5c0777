// SPDX-License-Identifier: MIT
#include "coapnode/config/file/places.hpp"

#include "coapnode/config/load.hpp"

#include "config/keys.hpp"
#include "yaml/text_file.hpp"
#include "yaml/tree.hpp"

#include <utility>

namespace coapnode {

namespace {

const YamlNode* value_of(const YamlNode& mapping, std::string_view key)
{
    if (mapping.kind != YamlNode::Kind::mapping) return nullptr;
    for (std::size_t i = 0; i + 1 < mapping.children.size(); i += 2) {
        if (mapping.children[i].text == key) return &mapping.children[i + 1];
    }
    return nullptr;
}

Place place_of(const YamlNode& tree, const ValuePath& path)
{
    const auto* const list = value_of(tree, path.list);
    if (list == nullptr || path.item >= list->children.size()) return {};
    const auto& item = list->children[path.item];
    const auto* const value = value_of(item, path.key);
    return value != nullptr ? value->place : item.place;
}

}  // namespace

Mistake mistake_at(const std::filesystem::path& file, const ValuePath& path, std::string message)
{
    Report ignored{""};
    const auto content = read_text_file(file, max_config_size);
    const auto tree = content ? parse_yaml(content->text, ignored, title_key) : std::nullopt;
    const auto place = tree ? place_of(*tree, path) : Place{};
    return {file.string(), place.line, place.column, std::move(message)};
}

}  // namespace coapnode
