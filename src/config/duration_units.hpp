// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/core/time.hpp"

#include <array>
#include <string_view>

namespace coapnode {

struct DurationUnit {
    std::string_view name;
    Duration size;
};

inline constexpr std::array<DurationUnit, 5> duration_units{
    {{"d", 24h}, {"h", 1h}, {"m", 1min}, {"s", 1s}, {"ms", 1ms}}};  // largest first

}  // namespace coapnode
