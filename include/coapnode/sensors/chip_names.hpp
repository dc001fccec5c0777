// SPDX-License-Identifier: MIT
/// Chips by the names that boards and shops print, served or not: "SHT31-D", "GY-BME280", "DHT22".
#pragma once

#include <string_view>
#include <vector>

namespace coapnode {

struct ChipName {
    std::string_view chip;    ///< in lower case, letters and digits alone: "sht31"
    std::string_view driver;  ///< empty: not served yet
};

/// But for the drivers' own names. A name that stands in two rows could be either.
std::vector<ChipName> chip_names();

/// The chips that `text` names, whatever stands before and behind them; none within the name of another one.
std::vector<ChipName> chips_named_in(std::string_view text);

/// The driver whose name `text` is but for one slip: two neighbours swapped, a letter left out, or one too many. Empty
/// where there is none, or more than one. Digits count: another digit is another chip.
std::string_view driver_misspelt_as(std::string_view text);

}  // namespace coapnode
