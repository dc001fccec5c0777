// SPDX-License-Identifier: MIT
#include "coapnode/rest/encode.hpp"

#include <nlohmann/json.hpp>

namespace coapnode {

namespace {

/// In the unit that is shown. Rounded only once: rounding to thousandths first would round some values up twice.
std::int64_t shown_hundredths(Value value)
{
    return rounded_division(value.thousandths, std::int64_t{10} * row_of(value.quantity).scale);
}

/// The double nearest to so many hundredths, which JSON then prints with those two digits.
double from_hundredths(std::int64_t count)
{
    return static_cast<double>(count) / 100.0;
}

/// Without a clock that was set there is no time: a reader would take it as relative to now.
std::optional<WallTime> absolute(WallTime time)
{
    return time >= first_absolute_time ? std::optional{time} : std::nullopt;
}

}  // namespace

Bytes encode_document(const nlohmann::ordered_json& document, ContentFormat format)
{
    if (format == ContentFormat::cbor) return nlohmann::ordered_json::to_cbor(document);
    return to_bytes(document.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Bytes encode_value(ContentFormat format, std::string_view text, std::string_view senml_base,
                   std::span<const SenmlRecord> records, const nlohmann::ordered_json& document)
{
    switch (format) {
    case ContentFormat::text:
        return to_bytes(text);
    case ContentFormat::senml_json:
        return senml_json(senml_base, records);
    case ContentFormat::senml_cbor:
        return senml_cbor(senml_base, records);
    case ContentFormat::json:
    case ContentFormat::cbor:
    case ContentFormat::link_format:
        return encode_document(document, format);
    }
    return {};
}

nlohmann::ordered_json measured_document(Value value, WallTime taken_at)
{
    return {{"value", measured_number(value)},
            {"unit", row_of(value.quantity).shown_unit},
            {"timestamp", to_rfc3339(taken_at)}};
}

double measured_number(Value value)
{
    return from_hundredths(shown_hundredths(value));
}

std::string measured_text(Value value)
{
    return to_decimal(10 * shown_hundredths(value));
}

SenmlRecord measured_record(std::string name, Value value, WallTime taken_at)
{
    const auto& row = row_of(value.quantity);
    const auto hundredths = static_cast<double>(rounded_division(value.thousandths, 10));
    // One division of two whole numbers, whose result is the nearest double: 0.00865 and not 0.008650000000000001.
    return {std::move(name), std::string{row.senml_unit}, hundredths / (100.0 * row.senml_scale), absolute(taken_at)};
}

}  // namespace coapnode
