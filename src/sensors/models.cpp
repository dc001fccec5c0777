// SPDX-License-Identifier: MIT
#include "coapnode/sensors/models.hpp"

#include "sensors/chip.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

bool Model::measures(Quantity quantity) const
{
    return std::ranges::find(quantities, quantity) != quantities.end();
}

std::span<const Model> models()
{
    static const std::array rows{
#define DRIVER(name) name##_model,
#include "coapnode/hal/drivers.def"
    };
    return rows;
}

const Model* find_model(std::string_view driver)
{
    const auto row = std::ranges::find(models(), driver, &Model::driver);
    return row != models().end() ? &*row : nullptr;
}

}  // namespace coapnode
