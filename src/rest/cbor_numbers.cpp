// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_numbers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>

namespace coapnode {

namespace {

using Json = nlohmann::json;

struct Scaled {
    int exponent{};
    double mantissa{};
};

/// For std::pow alone the client would load libm.
double power_of_ten(int exponent)
{
    return std::strtod(("1e" + std::to_string(exponent)).c_str(), nullptr);
}

/// The exponent is limited: beyond the limits every double is 0 or infinite.
std::optional<Scaled> scaled(const Json& pair)
{
    constexpr double beyond = 5000;
    if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number_integer()) return std::nullopt;
    // A mantissa is an integer or a bignum, which may be a double here.
    if (!pair[1].is_number()) return std::nullopt;
    const auto exponent = std::clamp(pair[0].get<double>(), -beyond, beyond);
    return Scaled{static_cast<int>(exponent), pair[1].get<double>()};
}

}  // namespace

Json negative_number(std::uint64_t argument)
{
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (argument > most) return -1.0 - static_cast<double>(argument);
    return -1 - static_cast<std::int64_t>(argument);
}

double half_float(std::uint16_t bits)
{
    const bool is_negative = (bits & 0x8000U) != 0;
    const auto exponent = static_cast<int>(bits >> 10U & 0x1fU);
    const auto fraction = static_cast<int>(bits & 0x3ffU);
    double size = 0;
    if (exponent == 31) {
        size = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
    } else if (exponent == 0) {
        size = std::ldexp(fraction, -24);
    } else {
        size = std::ldexp(fraction + 0x400, exponent - 25);
    }
    return is_negative ? -size : size;
}

double single_float(std::uint32_t bits)
{
    return std::bit_cast<float>(bits);
}

double double_float(std::uint64_t bits)
{
    return std::bit_cast<double>(bits);
}

Json bignum(const Json& magnitude, bool is_negative)
{
    if (!magnitude.is_binary()) return nullptr;
    const auto& bytes = magnitude.get_binary();
    const auto first = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte != 0; });
    if (static_cast<std::size_t>(bytes.end() - first) <= sizeof(std::uint64_t)) {
        std::uint64_t value = 0;
        std::for_each(first, bytes.end(), [&](std::uint8_t byte) { value = value << 8 | byte; });
        return is_negative ? negative_number(value) : Json(value);
    }
    double value = 0;
    std::for_each(first, bytes.end(), [&](std::uint8_t byte) { value = value * 256 + byte; });
    return is_negative ? -1 - value : value;
}

Json decimal_fraction(const Json& pair)
{
    const auto number = scaled(pair);
    if (!number) return nullptr;
    // Divided by 10^1, 215 is the double nearest to 21.5; times 10^-1 it would not always be.
    const auto power = power_of_ten(std::abs(number->exponent));
    if (number->mantissa == 0) return number->mantissa;
    return number->exponent < 0 ? number->mantissa / power : number->mantissa * power;
}

Json bigfloat(const Json& pair)
{
    const auto number = scaled(pair);
    if (!number) return nullptr;
    return std::ldexp(number->mantissa, number->exponent);
}

}  // namespace coapnode
