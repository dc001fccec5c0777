// SPDX-License-Identifier: MIT
#include "sensors/known_drivers.hpp"

#include <algorithm>
#include <iterator>

namespace coapnode {

std::vector<KnownDriver> known_drivers()
{
    std::vector<KnownDriver> all;
#define DRIVER(name) std::ranges::move(known_##name(), std::back_inserter(all));
#include "coapnode/hal/drivers.def"
    return all;
}

}  // namespace coapnode
