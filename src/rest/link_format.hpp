// SPDX-License-Identifier: MIT
/// CoRE Link Format (RFC 6690): writing links, and the filters of section 4.1.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// `</leds/led>;rt="actuator led";if="core.a";title="...";ct="50 60"`
std::string link_of(const Description& description);

/// Whether `filter` ("rt=sensor", "href=/leds*", "ct=50") selects the resource; one without '=' ("obs") does where the
/// link has the attribute.
bool matches(const Description& description, std::string_view filter);

/// The links that every filter selects, separated by commas.
std::string link_document(std::span<const Description> descriptions, std::span<const std::string> filters);

}  // namespace coapnode
