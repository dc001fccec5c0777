// SPDX-License-Identifier: MIT
#include "config/quantity_values.hpp"

#include "yaml/decimal.hpp"

#include <string>
#include <string_view>

namespace coapnode {

namespace {

constexpr unsigned slope_decimals = 6;
constexpr std::string_view least_slope = "0.1";  // values beyond these limits are typing errors
constexpr std::string_view most_slope = "10";
constexpr std::string_view least_step = "0.1";
constexpr std::string_view least_altitude = "-500";  // metres; the Dead Sea is at -430
constexpr std::string_view most_altitude = "9000";   // the formula is valid up to 11 000

/// Decimals of the shown unit down to thousandths of the base unit: 3 for °C and %RH, 5 for hPa.
unsigned decimals_of(const QuantityRow& row)
{
    unsigned decimals = 3;
    for (auto scale = row.scale; scale > 1; scale /= 10)
        ++decimals;
    return decimals;
}

/// As a count of the last decimal. `unit`: for example " (°C)".
Reader<std::int32_t> decimal(std::string_view least, std::string_view most, std::string_view unit, unsigned decimals)
{
    NumberForm form{std::string{least}, std::string{most}, decimals};
    const auto least_count = parse_decimal(least, decimals).value_or(0);
    const auto most_count = parse_decimal(most, decimals).value_or(0);
    const auto expected = "a number from " + form.least + " to " + form.most + std::string{unit} + " with at most " +
                          std::to_string(decimals) + (decimals == 1 ? " decimal" : " decimals");
    return {expected,
            [=](const std::string& text) -> Result<std::int32_t> {
                const auto count = parse_decimal(text, decimals);
                if (!count || *count < least_count || *count > most_count) return complaint(not_a(expected, text));
                return *count;
            },
            std::move(form)};
}

Reader<std::int32_t> decimal(Quantity quantity, const std::string& least, const std::string& most)
{
    const auto& row = row_of(quantity);
    return decimal(least, most, " (" + std::string{row.symbol} + ')', decimals_of(row));
}

}  // namespace

Reader<std::int32_t> calibration_offset(Quantity quantity)
{
    const auto most = std::to_string(row_of(quantity).most_offset);
    return decimal(quantity, '-' + most, most);
}

Reader<std::int32_t> calibration_slope()
{
    return decimal(least_slope, most_slope, "", slope_decimals);
}

Reader<std::int32_t> quantity_value(Quantity quantity)
{
    const auto& row = row_of(quantity);
    return decimal(quantity, std::to_string(row.lowest), std::to_string(row.highest));
}

Reader<std::int32_t> quantity_step(Quantity quantity)
{
    const auto& row = row_of(quantity);
    return decimal(quantity, std::string{least_step}, std::to_string(row.highest - row.lowest));
}

Reader<std::optional<Altitude>> altitude()
{
    auto metres = decimal(least_altitude, most_altitude, " (m)", 1);
    return {metres.expected,
            [read = metres.read](const std::string& text) -> Result<std::optional<Altitude>> {
                return read(text).map([](std::int32_t tenths) { return std::optional{Altitude{tenths}}; });
            },
            metres.form};
}

}  // namespace coapnode
