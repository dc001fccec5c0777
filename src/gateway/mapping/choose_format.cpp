// SPDX-License-Identifier: MIT
#include "gateway/mapping/choose_format.hpp"

#include "coapnode/rest/registries.hpp"
#include "gateway/mapping/content_types.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace coapnode {

namespace {

constexpr std::size_t most_formats_told = 8;

using Choice = Result<std::optional<std::uint16_t>>;

std::string told(std::span<const std::uint16_t> offered)
{
    std::string list;
    for (const auto format : offered.first(std::min(offered.size(), most_formats_told)))
        list += (list.empty() ? "" : ", ") + content_type_of(format);
    return list;
}

/// The first of the best; nullopt where none is acceptable.
std::optional<std::uint16_t> best_of(const Accept& accept, std::span<const std::uint16_t> formats)
{
    const auto quality_of = [&](std::uint16_t format) { return accept.quality_of(format); };
    const auto best = std::ranges::max_element(formats, {}, quality_of);
    return best != formats.end() && quality_of(*best) > 0 ? std::optional{*best} : std::nullopt;
}

/// In the order in which they are tried on a node that does not say what it has.
std::vector<std::uint16_t> usual_formats(const Accept& accept)
{
    std::vector<std::uint16_t> formats;
    for (const auto& range : accept.ranges()) {
        if (const auto format = content_format_of(range.type)) formats.push_back(*format);
    }
    for (const auto format : {ContentFormat::json, ContentFormat::text, ContentFormat::cbor})
        formats.push_back(static_cast<std::uint16_t>(format));
    for (const auto& row : content_formats())
        formats.push_back(row.number);
    return formats;
}

/// A browser's "application/xml;q=0.9, */*;q=0.8" must not become 4.06.
Choice choose_blindly(const Accept& accept)
{
    if (accept.quality_of("*/*") > 0) return std::nullopt;
    const auto best = best_of(accept, usual_formats(accept));
    if (!best) return fail(Errc::not_acceptable, "CoAP has no content format for the media types in Accept");
    return best;
}

}  // namespace

Choice choose_format(const Accept& accept, std::span<const std::uint16_t> offered)
{
    if (accept.takes_anything()) return std::nullopt;
    if (offered.empty()) return choose_blindly(accept);
    const auto best = best_of(accept, offered);
    if (!best)
        return fail(Errc::not_acceptable,
                    "the resource has " + told(offered) + " but none of the media types in Accept");
    const bool is_sent_anyway = *best == offered.front() && !accept.names(*best) && accept.quality_of("*/*") > 0;
    return is_sent_anyway ? std::nullopt : best;
}

}  // namespace coapnode
