// SPDX-License-Identifier: MIT
#include "coapnode/core/number.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

using namespace coapnode;

TEST_CASE("every spelling of a number")
{
    struct Row {
        std::string text;
        double number;
    };
    const Row rows[] = {
        {"21.5", 21.5},
        {"-21.5", -21.5},
        {"+21.5", 21.5},
        {"21", 21},
        {"021", 21},
        {"21.", 21},
        {"21.0", 21},
        {"21.500000", 21.5},
        {".5", 0.5},
        {"-.5", -0.5},
        {"0", 0},
        {"-0", 0},
        {"-0.0", 0},
        {"1e1", 10},
        {"1E1", 10},
        {"1e+1", 10},
        {"1e01", 10},
        {"2.1e1", 21},
        {"2.15e+1", 21.5},
        {"215e-1", 21.5},
        {"215.E-1", 21.5},
        {".215e2", 21.5},
        {"0e0", 0},
        {"0e999999999999999999999", 0},
        {"1e-400", 0},
        {"-1e-99999999999999999999", 0},
        {"4.9e-324", std::numeric_limits<double>::denorm_min()},
        {"1.7976931348623157e308", std::numeric_limits<double>::max()},
        {std::string(longest_number - 2, '0') + "21", 21},
        {"1" + std::string(longest_number - 6, '0') + "e-250", 1},
    };
    for (const auto& [text, number] : rows) {
        CAPTURE(text);
        CHECK(parse_number(text) == number);
    }
    CHECK(std::signbit(*parse_number("-0")));
}

TEST_CASE("what is no number")
{
    const std::string texts[] = {"",
                                 "-",
                                 "+",
                                 ".",
                                 "e1",
                                 "-e1",
                                 ".e1",
                                 "1e",
                                 "1e+",
                                 "1e1.5",
                                 "1.2.3",
                                 "1,5",
                                 "--1",
                                 "+-1",
                                 "-+1",
                                 " 1",
                                 "1 ",
                                 "1\n",
                                 "0x10",
                                 "1f",
                                 "nan",
                                 "-nan",
                                 "nan()",
                                 "inf",
                                 "+inf",
                                 "-inf",
                                 ".inf",
                                 "Infinity",
                                 "1e999",
                                 "-1e999",
                                 "1_000",
                                 "½",
                                 std::string{"1\0", 2},
                                 std::string(longest_number + 1, '0')};
    for (const auto& text : texts) {
        CAPTURE(text);
        CHECK_FALSE(parse_number(text).has_value());
    }
}

TEST_CASE("whole numbers, however they were spelt")
{
    struct Row {
        double number;
        std::optional<std::uint64_t> whole;
    };
    const Row rows[] = {
        {1, 1},
        {21, 21},
        {10'000, 10'000},
        {0, {}},
        {-1, {}},
        {10'001, {}},
        {1.5, {}},
        {0.9999999, {}},
        {1e300, {}},
        {std::numeric_limits<double>::infinity(), {}},
        {-std::numeric_limits<double>::infinity(), {}},
        {std::numeric_limits<double>::quiet_NaN(), {}},
    };
    for (const auto& [number, whole] : rows) {
        CAPTURE(number);
        CHECK(whole_number(number, 1, 10'000) == whole);
    }
    CHECK(whole_number(-0.0, 0, 1) == 0);
}
