// SPDX-License-Identifier: MIT
/// Encodes measured values and documents for clients, as JSON, CBOR, SenML and text.
///
/// Values are shown in hundredths, because no supported chip is more precise. Units come from the rows in units.hpp:
/// `celsius`, `percent`, `hectopascal` in JSON and CBOR; `Cel`, `%RH`, `Pa` in SenML.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/rest/message.hpp"
#include "coapnode/rest/senml.hpp"

#include <nlohmann/json_fwd.hpp>

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace coapnode {

/// A document as JSON or, for ContentFormat::cbor, as CBOR. Both hold the same map. Text that is not UTF-8 is replaced
/// and never causes an exception.
Bytes encode_document(const nlohmann::ordered_json& document, ContentFormat format);

/// The formats of every value and state; encode_value() accepts these.
inline constexpr std::initializer_list<ContentFormat> value_formats{ContentFormat::json, ContentFormat::cbor,
                                                                    ContentFormat::senml_json,
                                                                    ContentFormat::senml_cbor, ContentFormat::text};

/// Encodes the form that `format` asks for: the text, the SenML records, or the document.
Bytes encode_value(ContentFormat format, std::string_view text, std::string_view senml_base,
                   std::span<const SenmlRecord> records, const nlohmann::ordered_json& document);

/// `{"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"}`
nlohmann::ordered_json measured_document(Value value, WallTime taken_at);

/// 22.51, in the unit of the JSON document.
double measured_number(Value value);

/// "22.51", in the unit of the JSON document.
std::string measured_text(Value value);

SenmlRecord measured_record(std::string name, Value value, WallTime taken_at);

}  // namespace coapnode
