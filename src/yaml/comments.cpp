// SPDX-License-Identifier: MIT
#include "yaml/comments.hpp"

#include "yaml/scalar_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

/// In the order of the text.
void find_values(const YamlNode& node, std::vector<const YamlNode*>& found)
{
    if (node.kind == YamlNode::Kind::text) found.push_back(&node);
    for (const auto& child : node.children)
        find_values(child, found);
}

/// From `at` to where the next value begins.
void find_comments(std::string_view text, std::size_t at, std::size_t end, std::vector<Comment>& found)
{
    const auto gap = text.substr(0, end);
    for (at = gap.find('#', at); at < end; at = gap.find('#', at)) {
        const auto line_end = std::min(text.find_first_of("\r\n", at), text.size());
        found.push_back({at, line_end - at});
        at = line_end;
    }
}

}  // namespace

std::vector<Comment> comments_in(std::string_view text, const YamlNode& tree)
{
    std::vector<const YamlNode*> values;
    find_values(tree, values);
    std::vector<Comment> found;
    std::size_t at = 0;
    for (std::size_t i = 0; i <= values.size(); ++i) {
        const auto next = i < values.size() ? values[i]->begin : text.size();
        find_comments(text, at, next, found);
        if (i == values.size()) break;
        // The next value ends the search: the parser knows better where it begins.
        const auto limit = i + 1 < values.size() ? values[i + 1]->begin : text.size();
        at = next + scalar_size(text.substr(next, limit - next), values[i]->in_brackets);
    }
    return found;
}

}  // namespace coapnode
