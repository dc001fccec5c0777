// SPDX-License-Identifier: MIT
/// The names behind the numbers of the CoAP registries (RFC 7252 section 12) and how a payload of each content format
/// is read.
#pragma once

#include "coapnode/rest/message.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// What a payload is made of.
enum class PayloadShape : std::uint8_t { text, link_format, json, cbor, senml_json, senml_cbor, octets };

struct ContentFormatRow {
    std::uint16_t number;
    std::string_view name;        ///< as users write it: "senml-cbor"
    std::string_view media_type;  ///< "application/senml+cbor"
    PayloadShape shape;
};

std::span<const ContentFormatRow> content_formats();

/// By name ("json", in any case), media type or number ("50", registered or not).
std::optional<std::uint16_t> content_format_named(std::string_view name);

/// "json"; the number where it has no name here.
std::string name_of_content_format(std::uint16_t number);

/// octets where nobody here knows the format.
PayloadShape shape_of_content_format(std::uint16_t number);

/// "Not Found"; empty where the code has no name here.
std::string_view name_of_code(std::uint8_t code);

/// "4.04 Not Found"; "4.30" where the code has no name here.
std::string code_with_name(std::uint8_t code);

/// "GET"
std::string_view name_of(Method method);

}  // namespace coapnode
