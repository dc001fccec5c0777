// SPDX-License-Identifier: MIT
#include "rest/well_known_core.hpp"

#include "rest/link_format.hpp"

namespace coapnode {

namespace {

constexpr std::uint32_t max_age = 60;  // the links change with a reload alone

Representation links(const std::vector<Description>& descriptions, const std::vector<std::string>& filters)
{
    return make_representation(ContentFormat::link_format, to_bytes(link_document(descriptions, filters)));
}

Description own_description()
{
    return {".well-known/core", "", "", "", {ContentFormat::link_format}, for_everybody};
}

}  // namespace

WellKnownCore::WellKnownCore(std::vector<Description> descriptions)
    : Resource{own_description()}, descriptions_{std::move(descriptions)}, all_{links(descriptions_, {})}
{
}

Response WellKnownCore::get(const Request& request, ContentFormat /*format*/)
{
    return Response::content(request.query.empty() ? all_ : links(descriptions_, request.query), max_age);
}

}  // namespace coapnode
