// SPDX-License-Identifier: MIT
#include "http/repeated_responses.hpp"

#include "http/response.hpp"

#include <functional>
#include <string_view>

namespace coapnode::http {

namespace {

bool may_be_kept(const HttpResponse& response)
{
    return response.body != nullptr && response.body->size() <= RepeatedResponses::largest_body;
}

std::size_t hash_of(const Bytes& body)
{
    return std::hash<std::string_view>{}(as_text(body));
}

bool is_same(const HttpResponse& one, const HttpResponse& other)
{
    return one.status == other.status && one.fields == other.fields && *one.body == *other.body;
}

}  // namespace

std::shared_ptr<MHD_Response> RepeatedResponses::get(const std::shared_ptr<const HttpResponse>& response)
{
    if (!may_be_kept(*response)) return make_response(*response, false);
    const auto hash = hash_of(*response->body);
    auto& place = places_[hash % places];
    if (place.made && (place.response == response || is_same(*place.response, *response))) return place.made;
    std::shared_ptr<MHD_Response> made = make_response(*response, false);
    if (place.last_hash == hash) {
        place.response = response;
        place.made = made;
    } else {
        place = {hash};
    }
    return made;
}

}  // namespace coapnode::http
