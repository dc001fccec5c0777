// SPDX-License-Identifier: MIT
/// The text of a configuration in which keys and comments can be replaced. Everything else stays unchanged.
#pragma once

#include "yaml/comments.hpp"
#include "yaml/tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

/// A psk: or psk_hex:.
struct Key {
    std::pair<std::string, std::string> owner;  ///< the identity and the name of its key
    std::size_t name_begin{};
    std::string_view written;
    YamlNode* value{};
};

/// A text and its tree. The keys point into the tree.
struct KeyDocument {
    std::string_view text;
    YamlNode tree;
    std::vector<Key> keys;
    std::vector<Comment> comments;
};

/// nullopt when the text is not YAML.
std::optional<KeyDocument> read_keys(std::string_view text);

/// A replacement of a part of a text.
struct Edit {
    std::size_t begin{};
    std::size_t size{};
    std::string with;
};

std::string edited(std::string_view text, std::vector<Edit> edits);

/// Whether both have the same content, whatever their spelling.
bool same_values(const YamlNode& one, const YamlNode& other);

}  // namespace coapnode
