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

/// No state takes more. It stands in the descriptions of the resources, so that the Site refuses what is larger.
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

/// Every spelling of the same value is taken that JSON (RFC 8259) and CBOR (cbor_reader.hpp) have, but for a member
/// that stands twice. Without a Content-Format a body that starts with '{' is JSON, one that says of itself that it is
/// CBOR (tag 55799) is that, any other is text. A byte order mark before JSON or text is passed over. The body is not
/// larger than largest_small_body. Errors: bad_body, which says what is wrong; unsupported_format.
Result<SmallBody> read_small_body(const Request& request, const BodyWords& words);

/// Names of members.
using Members = std::initializer_list<std::string_view>;

/// bad_body where the object has other members than these.
Result<void> reject_others(const nlohmann::json& object, Members known, const BodyWords& words);

/// A temperature as the first of `members` in the object, or as the text; thousandths of °C, rounded to hundredths of a
/// degree. The other members are what a GET shows beside it: they may stand there, so that what was got can be sent
/// back changed, and are passed over; but a `unit` is celsius.
/// What is beyond any sensor's range is bad_body, as is what is no number.
Result<std::int32_t> read_temperature(const Request& request, Members members);

}  // namespace coapnode
