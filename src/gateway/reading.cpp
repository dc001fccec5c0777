// SPDX-License-Identifier: MIT
#include "gateway/reading.hpp"

#include "coapnode/core/hex.hpp"
#include "show/body.hpp"
#include "show/visible.hpp"
#include "show/write_document.hpp"

#include <charconv>
#include <cmath>

namespace coapnode {

namespace {

std::optional<Document> document_of(const IncomingResponse& response)
{
    const auto text = as_text(response.payload);
    const auto format = static_cast<ContentFormat>(response.content_format.value_or(0));
    if (format == ContentFormat::json || format == ContentFormat::senml_json) return read_json_document(text);
    if (format == ContentFormat::cbor || format == ContentFormat::senml_cbor) return read_cbor_document(text);
    return std::nullopt;
}

std::optional<std::string_view> member_text(const Document::Item& object, std::string_view key, Document::Kind kind)
{
    const auto member = object.member(key);
    if (!member || member->kind() != kind) return std::nullopt;
    return member->text();
}

std::optional<double> finite(std::string_view text)
{
    double number{};
    const auto* const end = text.data() + text.size();
    const auto [rest, failed] = std::from_chars(text.data(), end, number);
    if (failed != std::errc{} || rest != end || !std::isfinite(number)) return std::nullopt;
    return number;
}

}  // namespace

std::optional<JsonReading> read_reading(const IncomingResponse& response)
{
    const auto document = document_of(response);
    if (!document || document->root().kind() != Document::Kind::object) return std::nullopt;
    const auto root = document->root();
    const auto digits = member_text(root, "value", Document::Kind::number);
    const auto value = digits ? finite(*digits) : std::nullopt;
    const auto unit = member_text(root, "unit", Document::Kind::text);
    if (!value || !unit) return std::nullopt;
    const auto time = member_text(root, "timestamp", Document::Kind::text);
    return JsonReading{*value, std::string{*unit}, time ? from_rfc3339(*time) : std::nullopt};
}

std::string payload_as_json(const IncomingResponse& response)
{
    std::string json;
    if (const auto document = document_of(response)) {
        append_json(json, document->root());
    } else if (is_plain_text(as_text(response.payload))) {
        append_json_string(json, as_text(response.payload));
    } else {
        append_json_string(json, to_hex(response.payload));
    }
    return json;
}

}  // namespace coapnode
