// SPDX-License-Identifier: MIT
/// Reads a SenML pack (RFC 8428) and resolves its base fields (section 4.6). Pure.
#pragma once

#include "show/document.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

/// Bound on the resolved records: base names and units are repeated in each one.
inline constexpr std::size_t most_growth_by_base_fields = 8;

struct ResolvedRecord {
    std::string name;
    std::string unit;
    std::string value;           ///< "22.50", "true", a text; "sum 12" for a sum
    std::optional<double> time;  ///< seconds: since 1970, or below 2^28 relative to now; none: now
};

/// nullopt when it is not an array of records, has an unknown field that readers must understand (section 4.4), or
/// exceeds the bound.
std::optional<std::vector<ResolvedRecord>> resolve_senml(const Document& pack);

/// The same document with the numeric labels of CBOR (section 6) replaced by the names of JSON.
Document with_senml_names(const Document& pack);

/// "2026-11-22 10:31:07+01:00", "5 s ago", "in 5 s"; empty: now.
std::string senml_time_text(std::optional<double> time);

}  // namespace coapnode
