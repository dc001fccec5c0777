// SPDX-License-Identifier: MIT
/// Values as clients read them: one measured value, and any document, as JSON, CBOR, SenML and text.
///
/// Shown are hundredths: no chip here is more exact. Units: `celsius`, `percent`, `hectopascal` in JSON and CBOR,
/// `Cel`, `%RH`, `Pa` in SenML.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"
#include "coapnode/rest/message.hpp"
#include "coapnode/rest/senml.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace coapnode {

/// A document as JSON or, for ContentFormat::cbor, as CBOR: the same map. Text that is not UTF-8 is replaced, never
/// thrown at.
Bytes encode_document(const nlohmann::ordered_json& document, ContentFormat format);

/// `{"value":22.51,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"}`
nlohmann::ordered_json measured_document(Value value, WallTime taken_at);

/// 22.51, in the unit that JSON shows.
double measured_number(Value value);

/// "22.51", in the unit that JSON shows.
std::string measured_text(Value value);

SenmlRecord measured_record(std::string name, Value value, WallTime taken_at);

}  // namespace coapnode
