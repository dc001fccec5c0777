// SPDX-License-Identifier: MIT
/// If-Match, If-None-Match and ETag lists (RFC 7252 sections 5.10.6 and 5.10.8).
#pragma once

#include "coapnode/rest/resource.hpp"

namespace coapnode {

bool contains_etag(const std::vector<Bytes>& etags, const ETag& etag);

inline bool has_preconditions(const Request& request)
{
    return request.if_none_match || !request.if_match.empty();
}

/// Whether a request for an existing resource may go on, whatever its method. If-Match holds when the tag is that of
/// the resource's representation in any of its formats, as a client may have read any of them.
bool preconditions_hold(Resource& resource, const Request& request);

}  // namespace coapnode
