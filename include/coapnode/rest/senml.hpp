// SPDX-License-Identifier: MIT
/// SenML packs (RFC 8428): the same records as JSON (section 5) and as CBOR (section 6).
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace coapnode {

/// A smaller time is one that is relative to now (section 4.5.3).
constexpr WallTime first_absolute_time{std::chrono::seconds{1 << 28}};

struct SenmlRecord {
    std::string name;  ///< behind the pack's base name
    std::string unit;  ///< of the SenML units registry: "Cel", "%RH", "Pa"; empty: none
    std::variant<double, bool> value;
    std::optional<WallTime> time;
};

/// The base name for a device: its id, with what section 4.5.1 does not allow replaced by '-', and a separator.
std::string senml_base_name(std::string_view device_id);

Bytes senml_json(std::string_view base_name, std::span<const SenmlRecord> records);
Bytes senml_cbor(std::string_view base_name, std::span<const SenmlRecord> records);

}  // namespace coapnode
