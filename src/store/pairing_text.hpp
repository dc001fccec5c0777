// SPDX-License-Identifier: MIT
/// Pairings as JSON, as their file holds them.
#pragma once

#include "coapnode/store/pairing_store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

/// nullopt: the text is none. Members that are not known are of a later version, and are left out.
std::optional<Pairings> pairings_in(std::string_view text);

std::string to_json(const Pairings& pairings);

}  // namespace coapnode
