// SPDX-License-Identifier: MIT
#include "coapnode/rest/registries.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace coapnode {

namespace {

using enum PayloadShape;

// The registry of 2026 without what is signed, encrypted or compressed, and without formats of single industries.
constexpr auto formats = std::to_array<ContentFormatRow>({
    {0, "text", "text/plain", text},
    {21, "gif", "image/gif", octets},
    {22, "jpeg", "image/jpeg", octets},
    {23, "png", "image/png", octets},
    {40, "link", "application/link-format", link_format},
    {41, "xml", "application/xml", text},
    {42, "octets", "application/octet-stream", octets},
    {47, "exi", "application/exi", octets},
    {50, "json", "application/json", json},
    {51, "json-patch", "application/json-patch+json", json},
    {52, "merge-patch", "application/merge-patch+json", json},
    {60, "cbor", "application/cbor", cbor},
    {110, "senml", "application/senml+json", senml_json},
    {111, "sensml", "application/sensml+json", senml_json},
    {112, "senml-cbor", "application/senml+cbor", senml_cbor},
    {113, "sensml-cbor", "application/sensml+cbor", senml_cbor},
    {114, "senml-exi", "application/senml-exi", octets},
    {256, "coap-group", "application/coap-group+json", json},
    {257, "problem-details", "application/concise-problem-details+cbor", cbor},
    {310, "senml-xml", "application/senml+xml", text},
    {320, "senml-etch", "application/senml-etch+json", json},
    {322, "senml-etch-cbor", "application/senml-etch+cbor", cbor},
    {432, "td", "application/td+json", json},
    {10002, "javascript", "application/javascript", text},
    {11542, "lwm2m-tlv", "application/vnd.oma.lwm2m+tlv", octets},
    {11543, "lwm2m-json", "application/vnd.oma.lwm2m+json", json},
    {11544, "lwm2m-cbor", "application/vnd.oma.lwm2m+cbor", cbor},
    {20000, "css", "text/css", text},
    {30000, "svg", "image/svg+xml", text},
});

struct CodeRow {
    std::uint8_t code;
    std::string_view name;
};

constexpr auto codes = std::to_array<CodeRow>({
    {code_number(2, 1), "Created"},
    {code_number(2, 2), "Deleted"},
    {code_number(2, 3), "Valid"},
    {code_number(2, 4), "Changed"},
    {code_number(2, 5), "Content"},
    {code_number(2, 31), "Continue"},
    {code_number(4, 0), "Bad Request"},
    {code_number(4, 1), "Unauthorized"},
    {code_number(4, 2), "Bad Option"},
    {code_number(4, 3), "Forbidden"},
    {code_number(4, 4), "Not Found"},
    {code_number(4, 5), "Method Not Allowed"},
    {code_number(4, 6), "Not Acceptable"},
    {code_number(4, 8), "Request Entity Incomplete"},
    {code_number(4, 9), "Conflict"},
    {code_number(4, 12), "Precondition Failed"},
    {code_number(4, 13), "Request Entity Too Large"},
    {code_number(4, 15), "Unsupported Content-Format"},
    {code_number(4, 22), "Unprocessable Entity"},
    {code_number(4, 29), "Too Many Requests"},
    {code_number(5, 0), "Internal Server Error"},
    {code_number(5, 1), "Not Implemented"},
    {code_number(5, 2), "Bad Gateway"},
    {code_number(5, 3), "Service Unavailable"},
    {code_number(5, 4), "Gateway Timeout"},
    {code_number(5, 5), "Proxying Not Supported"},
    {code_number(5, 8), "Hop Limit Reached"},
});

bool is_same_word(std::string_view one, std::string_view other)
{
    return std::ranges::equal(one, other, {}, to_lower, to_lower);
}

std::optional<std::uint16_t> number_of(std::string_view digits)
{
    std::uint16_t number{};
    const auto* const end = digits.data() + digits.size();
    const auto [read_to, error] = std::from_chars(digits.data(), end, number);
    return error == std::errc{} && read_to == end ? std::optional{number} : std::nullopt;
}

const ContentFormatRow* row_of_format(std::uint16_t number)
{
    const auto* const row = std::ranges::find(formats, number, &ContentFormatRow::number);
    return row != formats.end() ? row : nullptr;
}

}  // namespace

std::span<const ContentFormatRow> content_formats()
{
    return formats;
}

std::optional<std::uint16_t> content_format_named(std::string_view name)
{
    const auto* const row = std::ranges::find_if(formats, [=](const ContentFormatRow& one) {
        return is_same_word(one.name, name) || is_same_word(one.media_type, name);
    });
    return row != formats.end() ? std::optional{row->number} : number_of(name);
}

std::string name_of_content_format(std::uint16_t number)
{
    const auto* const row = row_of_format(number);
    return row != nullptr ? std::string{row->name} : std::to_string(number);
}

PayloadShape shape_of_content_format(std::uint16_t number)
{
    const auto* const row = row_of_format(number);
    return row != nullptr ? row->shape : octets;
}

std::string_view name_of_code(std::uint8_t code)
{
    const auto* const row = std::ranges::find(codes, code, &CodeRow::code);
    return row != codes.end() ? row->name : std::string_view{};
}

std::string code_with_name(std::uint8_t code)
{
    const auto name = name_of_code(code);
    return name.empty() ? code_text(code) : code_text(code) + ' ' + std::string{name};
}

std::string_view name_of(Method method)
{
    switch (method) {
    case Method::get:
        return "GET";
    case Method::post:
        return "POST";
    case Method::put:
        return "PUT";
    case Method::delete_:
        return "DELETE";
    case Method::fetch:
        return "FETCH";
    case Method::patch:
        return "PATCH";
    case Method::ipatch:
        return "iPATCH";
    }
    return "";
}

}  // namespace coapnode
