// SPDX-License-Identifier: MIT
// To add a sensor:
//   1. Its driver: a .cpp beside this file with its row (a Model) at the end. chip.hpp has what drivers share.
//   2. The row's name in the two lists below.
//   3. Its test in tests/unit/sensors with the datasheet's own numbers, and its row in known_drivers.cpp.
//   4. Its emulated chip in src/hal/mock, with a row in emulated_chips.cpp.
//   5. cmake --build build/dev --target generate: schema, manual and README.
// Where a probe can only say that it is possible, the first row that fits is what --probe suggests: the one that works
// whichever it is goes before the others.
#include "coapnode/sensors/models.hpp"

#include <algorithm>
#include <array>

namespace coapnode {

// Each stands in its driver's file, which is checked as one text with this one.
// NOLINTNEXTLINE(readability-redundant-declaration)
extern const Model bme280_model, bmp280_model, lm75_model, sht3x_model, tmp102_model, tmp105_model, tmp75_model;

bool Model::measures(Quantity quantity) const
{
    return std::ranges::find(quantities, quantity) != quantities.end();
}

std::span<const Model> models()
{
    static const std::array rows{sht3x_model, bme280_model, bmp280_model, tmp102_model,
                                 lm75_model,  tmp75_model,  tmp105_model};
    return rows;
}

const Model* find_model(std::string_view driver)
{
    const auto row = std::ranges::find(models(), driver, &Model::driver);
    return row != models().end() ? &*row : nullptr;
}

}  // namespace coapnode
