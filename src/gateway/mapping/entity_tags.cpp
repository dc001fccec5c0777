// SPDX-License-Identifier: MIT
#include "gateway/mapping/entity_tags.hpp"

#include "coapnode/core/hex.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>

namespace coapnode {

namespace {

struct EntityTag {
    bool is_weak = false;
    std::string_view text;  ///< between its quotes
};

std::optional<EntityTag> take_tag(std::string_view& text)
{
    EntityTag tag{text.starts_with("W/"), {}};
    if (tag.is_weak) text.remove_prefix(2);
    if (!text.starts_with('"')) return std::nullopt;
    const auto end = text.find('"', 1);
    if (end == std::string_view::npos) return std::nullopt;
    tag.text = text.substr(1, end - 1);
    text = without_blanks(text.substr(end + 1));
    return text.empty() || text.starts_with(',') ? std::optional{tag} : std::nullopt;
}

std::optional<std::uint8_t> nibble(char digit)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto value = digits.find(digit);
    return value != std::string_view::npos ? std::optional{static_cast<std::uint8_t>(value)} : std::nullopt;
}

/// Only as entity_tag_of() writes them.
std::optional<Bytes> etag_in(std::string_view text)
{
    if (text.empty() || text.size() % 2 != 0 || text.size() > 2 * longest_coap_etag) return std::nullopt;
    Bytes etag;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = nibble(text[i]);
        const auto low = nibble(text[i + 1]);
        if (!high || !low) return std::nullopt;
        etag.push_back(static_cast<std::uint8_t>(*high << 4 | *low));
    }
    return etag;
}

void note_etag(EntityTags& tags, Bytes etag)
{
    if (tags.has(etag)) return;
    tags.is_cut_short = tags.is_cut_short || tags.ours.size() == most_entity_tags;
    if (!tags.is_cut_short) tags.ours.push_back(std::move(etag));
}

}  // namespace

std::string entity_tag_of(ByteView etag)
{
    return '"' + to_hex(etag) + '"';
}

bool EntityTags::has(const std::optional<Bytes>& etag) const
{
    return etag && std::ranges::find(ours, *etag) != ours.end();
}

std::optional<EntityTags> parse_entity_tags(std::string_view text, TagComparison comparison)
{
    EntityTags tags;
    text = without_blanks(text);
    tags.is_any = text == "*";
    if (tags.is_any) return tags;
    if (text.empty()) return std::nullopt;
    while (!text.empty()) {
        if (text.front() == ',') {  // also of an empty item (RFC 9110 section 5.6.1)
            text = without_blanks(text.substr(1));
            continue;
        }
        const auto tag = take_tag(text);
        if (!tag) return std::nullopt;
        const bool may_match = !tag->is_weak || comparison == TagComparison::weak;
        auto etag = may_match ? etag_in(tag->text) : std::nullopt;
        if (etag) note_etag(tags, std::move(*etag));
    }
    return tags;
}

}  // namespace coapnode
