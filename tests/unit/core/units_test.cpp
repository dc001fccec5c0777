// SPDX-License-Identifier: MIT
#include "coapnode/core/units.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("thousandths as a decimal with at most two places")
{
    struct Row {
        std::int64_t thousandths;
        std::string text;
    };
    const Row rows[] = {
        {0, "0"},
        {4, "0"},
        {-4, "0"},
        {5, "0.01"},
        {-5, "-0.01"},
        {14, "0.01"},
        {15, "0.02"},
        {-14, "-0.01"},
        {-15, "-0.02"},
        {100, "0.1"},
        {-250, "-0.25"},
        {994, "0.99"},
        {995, "1"},
        {-995, "-1"},
        {1'050, "1.05"},
        {22'510, "22.51"},
        {23'732, "23.73"},
        {24'000, "24"},
        {24'100, "24.1"},
        {-40'000, "-40"},
        {100'000, "100"},
        {-999, "-1"},
        {101'325'000, "101325"},
        {INT32_MAX, "2147483.65"},
        {INT32_MIN, "-2147483.65"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.thousandths);
        CHECK(to_decimal(row.thousandths) == row.text);
    }
}

TEST_CASE("division rounds half away from zero")
{
    struct Row {
        std::int64_t dividend;
        std::int64_t divisor;
        std::int64_t quotient;
    };
    const Row rows[] = {
        {0, 10, 0},  {4, 10, 0},          {5, 10, 1},          {-4, 10, 0},         {-5, 10, -1},
        {14, 10, 1}, {15, 10, 2},         {-15, 10, -2},       {1, 3, 0},           {2, 3, 1},
        {-1, 3, 0},  {-2, 3, -1},         {7, 1, 7},           {-7, 1, -7},         {1, 2, 1},
        {-1, 2, -1}, {65'535, 65'535, 1}, {32'767, 65'535, 0}, {32'768, 65'535, 1},
    };
    for (const auto& row : rows) {
        CAPTURE(row.dividend);
        CAPTURE(row.divisor);
        CHECK(rounded_division(row.dividend, row.divisor) == row.quotient);
    }
}

TEST_CASE("a quantity and its name")
{
    for (const auto quantity : all_quantities)
        CHECK(quantity_named(name_of(quantity)) == quantity);
    CHECK(name_of(Quantity::temperature) == "temperature");
    CHECK(name_of(Quantity::humidity) == "humidity");
    CHECK(name_of(Quantity::pressure) == "pressure");
    CHECK(name_of(Quantity::co2) == "co2");
    CHECK(name_of(Quantity::illuminance) == "illuminance");
    for (const auto* const name : {"", "Temperature", "temp", "pressures"})
        CHECK(quantity_named(name) == std::nullopt);
}

TEST_CASE("a reading holds one value a quantity, and leaves the one it was made from alone")
{
    const auto cold = Reading{}.with(Temperature::milli_celsius(-500));
    const auto humid = cold.with(Humidity::milli_percent(45'000));

    CHECK(cold.get(Quantity::temperature) == Temperature::milli_celsius(-500));
    CHECK(cold.get(Quantity::humidity) == std::nullopt);
    CHECK(humid.get(Quantity::humidity) == Humidity::milli_percent(45'000));
    CHECK(humid != cold);
    CHECK(humid.with(Temperature::milli_celsius(1)).get(Quantity::temperature)->thousandths == 1);
}
