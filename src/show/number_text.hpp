// SPDX-License-Identifier: MIT
/// Numbers as text for people.
#pragma once

#include <string>

namespace coapnode {

/// The fewest digits that identify the number: 22.51, 1e+300, NaN, Infinity, -Infinity.
std::string shortest_number(double number);
std::string shortest_number(float number);

/// A sum of decimals without binary rounding errors: 0.3, not 0.30000000000000004.
std::string rounded_number(double number);

}  // namespace coapnode
