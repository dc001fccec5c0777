// SPDX-License-Identifier: MIT
/// What there is to measure where the emulated chips are: the air and the light of a room, as a pure function of time.
#pragma once

#include "coapnode/core/time.hpp"

namespace coapnode {

/// The truth, before a chip rounds it to what it resolves.
struct Air {
    double celsius{};
    double percent{};  ///< relative humidity
    double hectopascal{};
    double ppm{};  ///< of CO2
    double lux{};
};

/// 21.5 ± 1.5 °C in some 20 minutes, 45 ± 8 %RH, 1013 ± 3 hPa, 700 ± 210 ppm, 320 ± 160 lx; with a little ripple, so
/// that two samples differ.
Air indoor_air(Duration since_start);

}  // namespace coapnode
