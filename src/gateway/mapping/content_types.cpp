// SPDX-License-Identifier: MIT
#include "gateway/mapping/content_types.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/rest/registries.hpp"
#include "gateway/mapping/field_text.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace coapnode {

namespace {

constexpr std::string_view any_coap_payload = "application/coap-payload";
constexpr std::uint32_t largest_format = std::numeric_limits<std::uint16_t>::max();

bool is_utf8_or_none(const std::string* charset)
{
    constexpr auto readable = std::to_array<std::string_view>({"utf-8", "utf8", "us-ascii"});
    return charset == nullptr || std::ranges::find(readable, in_lower_case(*charset)) != readable.end();
}

std::optional<std::uint16_t> format_named_in(const MediaType& type)
{
    const auto* const digits = type.parameter("cf");
    if (digits == nullptr) return std::nullopt;
    const auto number = whole_number_in(*digits, largest_format + 1);
    if (!number || *number > largest_format) return std::nullopt;
    return static_cast<std::uint16_t>(*number);
}

}  // namespace

std::string content_type_of(std::uint16_t format)
{
    if (format == static_cast<std::uint16_t>(ContentFormat::text)) return "text/plain;charset=utf-8";
    const auto rows = content_formats();
    const auto row = std::ranges::find(rows, format, &ContentFormatRow::number);
    if (row != rows.end()) return std::string{row->media_type};
    return std::string{any_coap_payload} + ";cf=" + std::to_string(format);
}

std::optional<std::uint16_t> content_format_of(const MediaType& type)
{
    if (type.name == any_coap_payload) return format_named_in(type);
    const auto rows = content_formats();
    const auto row = std::ranges::find(rows, type.name, &ContentFormatRow::media_type);
    if (row == rows.end() || !is_utf8_or_none(type.parameter("charset"))) return std::nullopt;
    return row->number;
}

}  // namespace coapnode
