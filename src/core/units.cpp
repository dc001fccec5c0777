// SPDX-License-Identifier: MIT
#include "coapnode/core/units.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::array<std::string_view, all_quantities.size()> quantity_names{"temperature", "humidity", "pressure"};

}  // namespace

std::string_view name_of(Quantity quantity)
{
    return quantity_names[static_cast<std::size_t>(quantity)];
}

std::optional<Quantity> quantity_named(std::string_view name)
{
    const auto found = std::find(quantity_names.begin(), quantity_names.end(), name);
    if (found == quantity_names.end()) return std::nullopt;
    return all_quantities[static_cast<std::size_t>(found - quantity_names.begin())];
}

std::string to_decimal(std::int64_t thousandths)
{
    const auto hundredths = rounded_division(thousandths, 10);
    const auto size = hundredths < 0 ? -hundredths : hundredths;
    auto text = (hundredths < 0 ? "-" : "") + std::to_string(size / 100);
    const auto rest = size % 100;
    if (rest != 0) text += '.' + std::to_string(rest / 10);
    if (rest % 10 != 0) text += std::to_string(rest % 10);
    return text;
}

}  // namespace coapnode
