// SPDX-License-Identifier: MIT
/// Cross-origin requests (Fetch standard, RFC 6454). Pages of other origins may do nothing unless they are listed.
#pragma once

#include "coapnode/http/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// origins: of the configuration.
using Origins = std::span<const std::string>;

/// Lets a page of a listed origin read the answer. When origins are listed, every answer has Vary.
void add_cross_origin_fields(HttpResponse& answer, const HttpFields& request, Origins origins);

/// 204 with Allow; for a preflight of a listed origin also with the allowed methods and fields.
HttpResponse answer_to_options(const HttpRequest& request, Origins origins, std::string_view allow);

/// 403 for a change from a page whose origin is neither the gateway's own nor listed.
std::optional<HttpResponse> refusal_of_foreign_change(const HttpRequest& request, Origins origins);

}  // namespace coapnode
