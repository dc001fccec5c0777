// SPDX-License-Identifier: MIT
/// Names for the numbers of the CoAP registries (RFC 7252 section 12), and the payload type of each content format.
#pragma once

#include "coapnode/rest/message.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// How a payload is decoded.
enum class PayloadShape : std::uint8_t { text, link_format, json, cbor, senml_json, senml_cbor, octets };

struct ContentFormatRow {
    std::uint16_t number;
    std::string_view name;        ///< for users: "senml-cbor"
    std::string_view media_type;  ///< "application/senml+cbor"
    PayloadShape shape;
};

std::span<const ContentFormatRow> content_formats();

/// By name ("json", in any case), media type or number ("50", registered or not).
std::optional<std::uint16_t> content_format_named(std::string_view name);

/// "json"; the number itself when the table has no name for it.
std::string name_of_content_format(std::uint16_t number);

/// octets for a format that is not in the table.
PayloadShape shape_of_content_format(std::uint16_t number);

/// "Not Found"; empty for a code that is not in the table.
std::string_view name_of_code(std::uint8_t code);

/// "4.04 Not Found"; "4.30" for a code that is not in the table.
std::string code_with_name(std::uint8_t code);

/// "GET"
std::string_view name_of(Method method);

}  // namespace coapnode
