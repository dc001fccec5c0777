// SPDX-License-Identifier: MIT
#include "coapnode/core/units.hpp"

#include <algorithm>

namespace coapnode {

std::optional<Quantity> quantity_named(std::string_view name)
{
    const auto* const row = std::ranges::find(quantity_rows, name, &QuantityRow::name);
    return row != quantity_rows.end() ? std::optional{row->quantity} : std::nullopt;
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

std::string to_text(Value value)
{
    const auto& row = row_of(value.quantity);
    const auto hundredths = rounded_division(value.thousandths, std::int64_t{10} * row.scale);
    return to_decimal(10 * hundredths) + ' ' + std::string{row.symbol};
}

}  // namespace coapnode
