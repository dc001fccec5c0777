// SPDX-License-Identifier: MIT
#include "coapnode/rest/site.hpp"

#include "coapnode/rest/conditional_attributes.hpp"
#include "rest/conditions.hpp"
#include "rest/well_known_core.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>

namespace coapnode {

namespace {

/// Empty when the client may go on.
std::optional<Error> refusal(const Access& access, const Request& request)
{
    const auto needed = access.needed(request.method);
    if (!needed) return Error{Errc::method_not_allowed, "this resource does not support this method"};
    if (request.client.role >= *needed) return std::nullopt;
    if (request.client.authenticated) return Error{Errc::forbidden, "this identity's role does not allow it"};
    return Error{Errc::unauthorized, "this needs DTLS and an identity whose role allows it"};
}

Result<ContentFormat> chosen_format(const Request& request, const std::vector<ContentFormat>& offered)
{
    if (!request.accept) return offered.front();
    const auto found = std::find_if(offered.begin(), offered.end(), [&](ContentFormat format) {
        return static_cast<std::uint16_t>(format) == *request.accept;
    });
    if (found == offered.end()) {
        return fail(Errc::not_acceptable, "no representation in format " + std::to_string(*request.accept));
    }
    return *found;
}

/// Invalid conditions are refused before an observation begins.
Response get_with_conditions(Resource& resource, const Request& request, ContentFormat format)
{
    const auto conditions = read_conditional_attributes(request.query, resource.scalar());
    if (!conditions) return Response::problem(conditions.error());
    auto response = resource.get(request, format);
    if (conditions->need_state() && is_success(response.code) && !resource.scalar()) {
        return Response::problem({Errc::bad_body, "conditions on the value are only for single readings and LEDs"});
    }
    return response;
}

Response get(Resource& resource, const Request& request)
{
    const auto format = chosen_format(request, resource.description().formats);
    if (!format) return Response::problem(format.error());
    const bool may_have_conditions =
        !request.query.empty() && !request.conditions_are_read && resource.changes() != nullptr;
    auto response =
        may_have_conditions ? get_with_conditions(resource, request, *format) : resource.get(request, *format);
    if (!request.etags.empty() && response.code == Code::content && response.etag &&
        contains_etag(request.etags, *response.etag)) {
        return Response::valid(*response.etag, response.max_age);
    }
    return response;
}

/// A format that cannot be had is told before anything has changed.
Response post(Resource& resource, const Request& request)
{
    const auto format = chosen_format(request, resource.description().formats);
    return format ? resource.post(request, *format) : Response::problem(format.error());
}

Response run(Resource& resource, const Request& request)
{
    const auto largest = resource.description().largest_body;
    if (request.method != Method::get && request.payload.size() > largest) return Response::too_large(largest);
    if (has_preconditions(request) && !preconditions_hold(resource, request)) {
        return Response::problem(
            {Errc::precondition_failed, "If-Match or If-None-Match is not fulfilled: the resource has another state"});
    }
    if (request.method == Method::get) return get(resource, request);
    return request.method == Method::put ? resource.put(request) : post(resource, request);
}

/// Of what does not exist: that is what was asked for (RFC 7252 section 5.8.4), unless it was to be there before.
Response deleted(const Request& request)
{
    if (request.if_match.empty()) return Response::deleted();
    return Response::problem({Errc::precondition_failed, "there is no such resource"});
}

/// A slash inside a segment is data (RFC 7252 section 6.4), and no name of ours has one.
std::vector<std::string> segments_of(std::string_view path)
{
    std::vector<std::string> segments;
    for (auto slash = path.find('/'); slash != std::string_view::npos; slash = path.find('/')) {
        segments.emplace_back(path.substr(0, slash));
        path.remove_prefix(slash + 1);
    }
    segments.emplace_back(path);
    return segments;
}

}  // namespace

std::size_t Site::PathHash::operator()(const std::vector<std::string>& path) const
{
    std::size_t hash = 0;
    for (const auto& segment : path)
        hash = 31 * hash + std::hash<std::string>{}(segment);
    return hash;
}

Site::Site(std::vector<std::unique_ptr<Resource>> resources) : resources_{std::move(resources)}
{
    std::vector<Description> descriptions;
    for (const auto& resource : resources_) {
        descriptions.push_back(resource->description());
        descriptions.back().observable = resource->changes() != nullptr;
    }
    resources_.push_back(std::make_unique<WellKnownCore>(descriptions));
    for (const auto& resource : resources_)
        by_path_.emplace(segments_of(resource->description().path), resource.get());
}

Resource* Site::find(const std::vector<std::string>& path) const
{
    const auto found = by_path_.find(path);
    return found == by_path_.end() ? nullptr : found->second;
}

Result<Resource*> Site::open(const Request& request) const
{
    auto* const resource = find(request.path);
    if (resource == nullptr) return fail(Errc::not_found, "no such resource: see /.well-known/core");
    if (const auto refused = refusal(resource->description().access, request)) return Failure{*refused};
    return resource;
}

tl::expected<std::size_t, Response> Site::admit(const Request& request) const
{
    const auto resource = open(request);
    if (!resource) return tl::unexpected{Response::problem(resource.error())};
    return (*resource)->description().largest_body;
}

Response Site::handle(const Request& request)
{
    const auto resource = open(request);
    if (resource) return run(**resource, request);
    const bool is_deleted = request.method == Method::delete_ && resource.error() == Errc::not_found;
    return is_deleted ? deleted(request) : Response::problem(resource.error());
}

}  // namespace coapnode
