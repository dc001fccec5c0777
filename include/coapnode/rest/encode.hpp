// SPDX-License-Identifier: MIT
/// Values as clients read them: one measured value, and any document, as JSON, CBOR, SenML and text.
///
/// Shown are hundredths: no chip here is more exact. Units are those of the rows in units.hpp: `celsius`, `percent`,
/// `hectopascal` in JSON and CBOR, `Cel`, `%RH`, `Pa` in SenML.
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

/// A document as JSON or, for ContentFormat::cbor, as CBOR: the same map. Text that is not UTF-8 is replaced, never
/// thrown at.
Bytes encode_document(const nlohmann::ordered_json& document, ContentFormat format);

/// Of all that is a value or a state: what encode_value() takes.
inline constexpr std::initializer_list<ContentFormat> value_formats{ContentFormat::json, ContentFormat::cbor,
                                                                    ContentFormat::senml_json,
                                                                    ContentFormat::senml_cbor, ContentFormat::text};

/// The one of a value's shapes that `format` asks for: its text, its SenML records, or its document.
Bytes encode_value(ContentFormat format, std::string_view text, std::string_view senml_base,
                   std::span<const SenmlRecord> records, const nlohmann::ordered_json& document);

/// `{"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"}`
nlohmann::ordered_json measured_document(Value value, WallTime taken_at);

/// 22.51, in the unit that JSON shows.
double measured_number(Value value);

/// "22.51", in the unit that JSON shows.
std::string measured_text(Value value);

SenmlRecord measured_record(std::string name, Value value, WallTime taken_at);

}  // namespace coapnode
