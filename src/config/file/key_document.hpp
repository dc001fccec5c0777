// SPDX-License-Identifier: MIT
/// A configuration as a text whose keys and comments can be written anew, all else staying as it was typed.
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
    std::pair<std::string, std::string> owner;  ///< the identity, and under which name it has the key
    std::size_t name_begin{};
    std::string_view written;
    YamlNode* value{};
};

/// A text and what is read in it. The keys point into the tree.
struct KeyDocument {
    std::string_view text;
    YamlNode tree;
    std::vector<Key> keys;
    std::vector<Comment> comments;
};

/// nullopt where the text is not YAML.
std::optional<KeyDocument> read_keys(std::string_view text);

/// One piece of a text that is written anew.
struct Edit {
    std::size_t begin{};
    std::size_t size{};
    std::string with;
};

std::string edited(std::string_view text, std::vector<Edit> edits);

/// Whether both say the same, however they are written.
bool same_values(const YamlNode& one, const YamlNode& other);

}  // namespace coapnode
