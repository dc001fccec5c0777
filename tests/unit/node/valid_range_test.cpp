// SPDX-License-Identifier: MIT
#include "node/valid_range.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("a value beyond a limit is named with the limit; the limits themselves are believed")
{
    ByQuantity<std::optional<ValidRange>> valid;
    valid[index_of(Quantity::temperature)] = ValidRange{-40'000, 85'000};
    valid[index_of(Quantity::pressure)] = ValidRange{30'000'000, 110'000'000};
    struct Row {
        Value value;
        std::string complaint;
    };
    const Row rows[] = {
        {Temperature::milli_celsius(-40'000), ""},
        {Temperature::milli_celsius(85'000), ""},
        {Temperature::milli_celsius(85'010), "temperature of 85.01 °C is above the limit of 85 °C"},
        {Temperature::milli_celsius(-127'000), "temperature of -127 °C is below the limit of -40 °C"},
        {Pressure::milli_pascal(110'000'001), "pressure of 1100 hPa is above the limit of 1100 hPa"},
        {Pressure::milli_pascal(0), "pressure of 0 hPa is below the limit of 300 hPa"},
        {Humidity::milli_percent(0), ""},
    };
    for (const auto& [value, complaint] : rows) {
        CAPTURE(value.thousandths);
        const auto believed = check_valid(Reading{}.with(value), valid);
        CHECK(believed.has_value() == complaint.empty());
        if (!believed) CHECK(believed.error() == Error{Errc::not_believed, complaint});
    }
    CHECK(check_valid(Reading{}, valid));
}
