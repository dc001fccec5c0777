// SPDX-License-Identifier: MIT
#include "show/document.hpp"

namespace coapnode {

std::string_view Document::Item::text() const
{
    return std::string_view{document_->texts_}.substr(node().begin, node().length);
}

std::optional<Document::Item> Document::Item::member(std::string_view key) const
{
    std::optional<Item> found;
    if (kind() != Kind::object) return found;
    each_member([&](const Item& name, const Item& value) {
        if (!found && !name.is_container() && name.text() == key) found = value;
    });
    return found;
}

void Document::add(Kind kind, std::string_view text)
{
    const auto begin = static_cast<std::uint32_t>(texts_.size());
    texts_ += text;
    nodes_.push_back({kind, begin, static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(size() + 1)});
}

std::size_t Document::open(Kind kind)
{
    add(kind, {});
    return size() - 1;
}

void Document::cut_back(std::size_t size)
{
    if (size < nodes_.size()) texts_.resize(nodes_[size].begin);
    nodes_.resize(size);
}

}  // namespace coapnode
