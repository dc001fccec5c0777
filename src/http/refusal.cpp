// SPDX-License-Identifier: MIT
#include "http/refusal.hpp"

#include "coapnode/http/status.hpp"

namespace coapnode::http {

HttpResponse refusal(std::uint16_t status, std::string_view detail)
{
    std::string json = R"({"type":"about:blank","title":")";
    json.append(reason_phrase(status)).append(R"(","status":)").append(std::to_string(status));
    json.append(R"(,"detail":")").append(detail).append("\"}\n");
    HttpFields fields{{"content-type", "application/problem+json"}, {"x-content-type-options", "nosniff"}};
    if (status == 503) fields.push_back({"retry-after", "10"});
    return {status, std::move(fields), std::make_shared<const Bytes>(to_bytes(json))};
}

}  // namespace coapnode::http
