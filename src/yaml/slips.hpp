// SPDX-License-Identifier: MIT
/// What a person most likely did where the parser gives up: it tells where it noticed, which is often lines below.
#pragma once

#include "yaml/report.hpp"
#include "yaml/source.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

inline constexpr std::string_view address_without_quotes = "an address in brackets needs quotes around it and its port";

/// The slip that explains why line `line` (from 0) cannot be read, with its place; nullopt where none is seen.
std::optional<std::pair<Place, std::string>> find_slip(const YamlSource& source, int line);

}  // namespace coapnode
