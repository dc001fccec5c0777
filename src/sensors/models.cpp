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

std::span<const Model> drivers()
{
    static const std::array rows{
#define DRIVER(name) name##_model,
#include "coapnode/hal/drivers.def"
        kernel_model,
    };
    return rows;
}

std::span<const Model> models()
{
    return drivers().first(drivers().size() - 1);
}

const Model* find_model(std::string_view driver)
{
    const auto row = std::ranges::find(drivers(), driver, &Model::driver);
    return row != drivers().end() ? &*row : nullptr;
}

}  // namespace coapnode
