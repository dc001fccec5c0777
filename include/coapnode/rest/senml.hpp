// SPDX-License-Identifier: MIT
/// Writes SenML packs (RFC 8428) as JSON (section 5) and as CBOR (section 6).
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/time.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace coapnode {

/// Smaller time values are relative to now (section 4.5.3).
constexpr WallTime first_absolute_time{std::chrono::seconds{1 << 28}};

struct SenmlRecord {
    std::string name;  ///< follows the pack's base name
    std::string unit;  ///< of the SenML units registry: "Cel", "%RH", "Pa"; empty: none
    std::variant<double, bool> value;
    std::optional<WallTime> time;
};

/// The base name of a device: its id and a separator. Characters that section 4.5.1 forbids become '-'.
std::string senml_base_name(std::string_view device_id);

/// Text that is not UTF-8 is replaced and never causes an exception.
Bytes senml_json(std::string_view base_name, std::span<const SenmlRecord> records);
Bytes senml_cbor(std::string_view base_name, std::span<const SenmlRecord> records);

}  // namespace coapnode
