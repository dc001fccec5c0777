// SPDX-License-Identifier: MIT
#include "rest/conditions.hpp"

#include <algorithm>

namespace coapnode {

bool contains_etag(const std::vector<Bytes>& etags, const ETag& etag)
{
    return std::any_of(etags.begin(), etags.end(), [&](const Bytes& candidate) {
        return std::equal(candidate.begin(), candidate.end(), etag.begin(), etag.end());
    });
}

bool preconditions_hold(Resource& resource, const Request& request)
{
    if (request.if_none_match) return false;  // the resource exists
    if (request.if_match.empty()) return true;
    if (std::any_of(request.if_match.begin(), request.if_match.end(), [](const Bytes& tag) { return tag.empty(); })) {
        return true;
    }
    const auto& formats = resource.description().formats;
    return std::any_of(formats.begin(), formats.end(), [&](ContentFormat format) {
        const auto now = resource.get(request, format);
        return now.etag && contains_etag(request.if_match, *now.etag);
    });
}

}  // namespace coapnode
