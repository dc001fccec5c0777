// SPDX-License-Identifier: MIT
#include "coapnode/rest/resource.hpp"

namespace coapnode {

namespace {

Response not_allowed()
{
    return Response::problem({Errc::method_not_allowed, "this resource does not support this method"});
}

}  // namespace

std::optional<Role> Access::needed(Method method) const
{
    switch (method) {
    case Method::get:
        return get;
    case Method::put:
        return put;
    case Method::post:
        return post;
    case Method::delete_:
    case Method::fetch:
    case Method::patch:
    case Method::ipatch:
        return std::nullopt;
    }
    return std::nullopt;
}

Response Resource::put(const Request& /*request*/)
{
    return not_allowed();
}

Response Resource::post(const Request& /*request*/, ContentFormat /*format*/)
{
    return not_allowed();
}

}  // namespace coapnode
