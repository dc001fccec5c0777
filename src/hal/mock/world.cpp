// SPDX-License-Identifier: MIT
#include "hal/mock/world.hpp"

#include <cmath>
#include <numbers>

namespace coapnode {

namespace {

double wave(Duration since_start, std::chrono::seconds period)
{
    const auto turns = std::chrono::duration<double>(since_start) / period;
    return std::sin(2 * std::numbers::pi * turns);
}

}  // namespace

Air indoor_air(Duration since_start)
{
    const double ripple = wave(since_start, 97s);
    return {
        .celsius = 21.5 + 1.4 * wave(since_start, 20min) + 0.1 * ripple,
        .percent = 45.0 - 7.5 * wave(since_start, 27min) - 0.5 * ripple,
        .hectopascal = 1013.0 + 2.9 * wave(since_start, 3h) + 0.1 * ripple,
        .ppm = 700.0 + 200.0 * wave(since_start, 41min) + 10.0 * ripple,
        .lux = 320.0 + 150.0 * wave(since_start, 33min) - 10.0 * ripple,
    };
}

}  // namespace coapnode
