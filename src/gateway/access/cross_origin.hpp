// SPDX-License-Identifier: MIT
/// What pages of other origins may do: nothing, unless they are listed (the Fetch standard, RFC 6454).
#pragma once

#include "coapnode/http/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// origins: of the configuration.
using Origins = std::span<const std::string>;

/// Lets a page of a listed origin read the answer. Where origins are listed, Vary goes with every answer.
void add_cross_origin_fields(HttpResponse& answer, const HttpFields& request, Origins origins);

/// 204 with Allow; for a preflight of a listed origin with what it may send besides.
HttpResponse answer_to_options(const HttpRequest& request, Origins origins, std::string_view allow);

/// 403 for a change that a browser sends for a page of an origin that is neither the gateway's own nor listed.
std::optional<HttpResponse> refusal_of_foreign_change(const HttpRequest& request, Origins origins);

}  // namespace coapnode
