// SPDX-License-Identifier: MIT
/// YAML text as plain values with their places. This is the fence: <yaml-cpp/> and its exceptions stay in
/// tree.cpp.
///
/// Only what a configuration needs is understood: texts, lists and mappings. Tags (!), anchors (&) and aliases (*) are
/// mistakes: they would cut a key that begins with such a sign, and aliases multiply small files into large ones.
#pragma once

#include "yaml/report.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

inline constexpr std::size_t max_yaml_depth = 16;      // the configuration itself needs six
inline constexpr std::size_t max_yaml_nodes = 50'000;  // ten times the largest configuration

struct YamlNode {
    enum class Kind {
        nothing,
        text,
        list,
        mapping,
        refused,  ///< already told to the report
    };

    Kind kind = Kind::nothing;
    Place place;
    std::string text;                ///< of nothing: the word for it (null, ~), if there is one
    std::vector<YamlNode> children;  ///< a list's items; a mapping's key, value, key, value...
    std::size_t begin{};             ///< the byte of the text where it stands; `place` counts characters
    bool in_brackets{};              ///< whether it stands within [] or {}, where a comma ends a text, or has them
};

/// nullopt where the text is not YAML; the report says where. Empty text is `nothing`. Where the report has any mistake
/// the tree may be that of a mended text (mended_text.hpp), and `begin` a byte of that.
///
/// Behind the key `for_people`, if there is one, any character may stand that UTF-8 has.
std::optional<YamlNode> parse_yaml(std::string_view text, Report& report, std::string_view for_people = {});

/// The same without mending, so that `begin` is a byte of `text` in any case; mistakes are left for parse_yaml to tell.
std::optional<YamlNode> parse_yaml_as_it_stands(std::string_view text);

}  // namespace coapnode
