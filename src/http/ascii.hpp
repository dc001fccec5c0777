// SPDX-License-Identifier: MIT
/// Names as HTTP compares them.
#pragma once

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <string_view>

namespace coapnode::http {

inline bool equals_caseless(std::string_view one, std::string_view other)
{
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [](char a, char b) { return to_lower(a) == to_lower(b); });
}

}  // namespace coapnode::http
