// SPDX-License-Identifier: MIT
#include "gateway/mapping/accept.hpp"

#include "gateway/mapping/content_types.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace coapnode {

namespace {

/// "0.5" in thousandths; nullopt when it is not a qvalue (RFC 9110 section 12.4.2).
std::optional<unsigned> parse_quality(std::string_view text)
{
    constexpr std::size_t most_digits = 3;
    if (text.empty() || text.size() > 2 + most_digits || (text.front() != '0' && text.front() != '1')) {
        return std::nullopt;
    }
    if (text.size() > 1 && text[1] != '.') return std::nullopt;
    std::string digits{text.substr(std::min<std::size_t>(2, text.size()))};
    digits.resize(most_digits, '0');
    const auto fraction = whole_number_in(digits, 999);
    if (!fraction || (text.front() == '1' && *fraction != 0)) return std::nullopt;
    return (text.front() == '1' ? 1'000U : 0U) + *fraction;
}

std::optional<MediaRange> parse_range(std::string_view text)
{
    auto type = parse_media_type(text);
    if (!type) return std::nullopt;
    const auto weight = std::ranges::find(type->parameters, "q", &MediaParameter::name);
    const auto quality = weight != type->parameters.end() ? parse_quality(weight->value) : 1'000U;
    if (!quality) return std::nullopt;
    type->parameters.erase(weight, type->parameters.end());
    return MediaRange{std::move(*type), *quality};
}

/// Whether "text/*" covers "text/plain".
bool covers(std::string_view range, std::string_view type)
{
    return range.ends_with("/*") && type.starts_with(range.substr(0, range.size() - 1));
}

}  // namespace

Accept::Accept(const HttpFields& fields)
{
    const auto text = joined_field(fields, "accept");
    if (!text) return;
    for (const auto part : parts_of(*text, ',', most_ranges)) {
        if (auto range = parse_range(part)) ranges_.push_back(std::move(*range));
    }
}

template <class Names>
unsigned Accept::quality_where(std::string_view media_type, Names names) const
{
    if (ranges_.empty()) return 1'000;
    int closest = 0;
    unsigned quality = 0;
    for (const auto& range : ranges_) {
        const auto& name = range.type.name;
        const int closeness = names(range.type) ? 3 : covers(name, media_type) ? 2 : name == "*/*" ? 1 : 0;
        if (closeness == 0 || closeness < closest) continue;
        quality = closeness > closest ? range.quality : std::max(quality, range.quality);
        closest = closeness;
    }
    return quality;
}

unsigned Accept::quality_of(std::string_view media_type) const
{
    return quality_where(media_type, [=](const MediaType& type) { return type.name == media_type; });
}

unsigned Accept::quality_of(std::uint16_t content_format) const
{
    return quality_where(content_type_of(content_format),
                         [=](const MediaType& type) { return content_format_of(type) == content_format; });
}

bool Accept::names(std::uint16_t content_format) const
{
    return std::ranges::any_of(
        ranges_, [=](const MediaRange& range) { return content_format_of(range.type) == content_format; });
}

bool Accept::asks_for(std::string_view media_type) const
{
    const auto is_named = [=](const MediaRange& range) { return range.type.name == media_type; };
    const auto own = quality_of(media_type);
    return own > 0 && std::ranges::any_of(ranges_, is_named) &&
           std::ranges::none_of(ranges_, [=](const MediaRange& range) { return range.quality > own; });
}

}  // namespace coapnode
