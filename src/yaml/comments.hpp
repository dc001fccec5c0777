// SPDX-License-Identifier: MIT
/// Where the comments of a YAML file stand, of which the parser tells nothing.
#pragma once

#include "yaml/tree.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace coapnode {

/// From the # to the end of the line, as bytes of the text.
struct Comment {
    std::size_t begin{};
    std::size_t size{};

    [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(begin, size); }
};

/// In the order of the text; `tree` is what parse_yaml made of it. Every # that stands in no value begins one. Lines of
/// a value of several lines without quotes may be taken for one, too.
std::vector<Comment> comments_in(std::string_view text, const YamlNode& tree);

}  // namespace coapnode
