// SPDX-License-Identifier: MIT
/// What a client sends to something that can be set: a small map as JSON or CBOR, or a word of text.
#pragma once

#include "coapnode/core/units.hpp"
#include "coapnode/rest/message.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace coapnode {

/// No state needs more. The descriptions of the resources have it, so the Site refuses a larger body.
inline constexpr std::size_t largest_small_body = 256;

/// An object, or text without white space around it.
using SmallBody = std::variant<nlohmann::json, std::string>;

/// How a refusal speaks of what was expected.
struct BodyWords {
    std::string_view who;   ///< "an LED"
    std::string_view send;  ///< R"(send {"state":"on"})"
};

/// bad_body: "WHAT: send …"
Failure bad_body(const std::string& what, const BodyWords& words);

/// Takes every spelling of a value that JSON (RFC 8259) and CBOR (cbor_reader.hpp) have, but no member twice. Without a
/// Content-Format a body that starts with '{' is JSON, one with the CBOR tag 55799 is CBOR, any other is text. A byte
/// order mark before JSON or text is ignored. The body is not larger than largest_small_body. Errors: bad_body, which
/// says what is wrong; unsupported_format.
Result<SmallBody> read_small_body(const Request& request, const BodyWords& words);

/// Names of members.
using Members = std::initializer_list<std::string_view>;

/// bad_body where the object has other members than these.
Result<void> reject_others(const nlohmann::json& object, Members known, const BodyWords& words);

/// A temperature as the first of `members` in the object, or as the text; thousandths of °C, rounded to hundredths of a
/// degree. The object may also have the members that a GET shows, so that a client can change its answer and send it
/// back. They are ignored, but a `unit` must be celsius.
/// A value beyond any sensor's range is bad_body; so is text that is not a number.
Result<std::int32_t> read_temperature(const Request& request, Members members);

}  // namespace coapnode
