// SPDX-License-Identifier: MIT
#include "show/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace coapnode {

namespace {

template <class Number, class... Format>
std::string number_text(Number number, Format... format)
{
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), number, format...);
    return {text.data(), end};
}

}  // namespace

std::string shortest_number(double number)
{
    return number_text(number);
}

std::string shortest_number(float number)
{
    return number_text(number);
}

std::string rounded_number(double number)
{
    constexpr int sure_digits = 15;
    return number_text(number, std::chars_format::general, sure_digits);
}

}  // namespace coapnode
