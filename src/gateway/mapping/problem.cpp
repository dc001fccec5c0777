// SPDX-License-Identifier: MIT
#include "gateway/mapping/problem.hpp"

#include "coapnode/http/status.hpp"
#include "show/json_object.hpp"

#include <memory>
#include <utility>

namespace coapnode {

HttpResponse problem(std::uint16_t status, std::string_view detail)
{
    JsonObject json;
    json.text("type", "about:blank");
    json.text("title", reason_phrase(status));
    json.raw("status", std::to_string(status));
    json.text("detail", detail);
    HttpFields fields{{"content-type", "application/problem+json"}, {"cache-control", "no-store"}, no_sniffing()};
    return {status, std::move(fields), std::make_shared<const Bytes>(to_bytes(std::move(json).whole()))};
}

HttpResponse with_field(HttpResponse response, std::string name, std::string value)
{
    response.fields.push_back({std::move(name), std::move(value)});
    return response;
}

}  // namespace coapnode
