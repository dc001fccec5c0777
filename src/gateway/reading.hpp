// SPDX-License-Identifier: MIT
/// Reads a node's JSON of a sensor: `{"value":22.51,"unit":"celsius","timestamp":"..."}`. Pure.
#pragma once

#include "coapnode/core/time.hpp"
#include "coapnode/rest/exchange.hpp"

#include <optional>
#include <string>

namespace coapnode {

struct JsonReading {
    double value{};  ///< finite
    std::string unit;
    std::optional<WallTime> taken_at{};  ///< by the node's clock

    bool operator==(const JsonReading&) const = default;
};

/// nullopt when it is not a reading.
std::optional<JsonReading> read_reading(const IncomingResponse& response);

/// The body for use in a JSON document: the document itself for JSON or CBOR, else a string; bytes are hexadecimal.
std::string payload_as_json(const IncomingResponse& response);

}  // namespace coapnode
