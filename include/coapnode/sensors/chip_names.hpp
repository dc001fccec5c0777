// SPDX-License-Identifier: MIT
/// Recognises chips by the names on boards and in shops, supported or not: "SHT31-D", "GY-BME280", "DHT22".
#pragma once

#include <string_view>
#include <vector>

namespace coapnode {

struct ChipName {
    std::string_view chip;    ///< lower-case letters and digits only: "sht31"
    std::string_view driver;  ///< empty: not supported
};

/// All names except those of the drivers. A name in two rows may be either chip.
std::vector<ChipName> chip_names();

/// The chips that `text` names, with any text before and after. A name within the name of another chip does not count.
std::vector<ChipName> chips_named_in(std::string_view text);

/// The driver whose name differs from `text` by one typing error: two letters swapped, a letter missing or a letter too
/// many. Empty when there is none or more than one. Another digit is another chip, not a typing error.
std::string_view driver_misspelt_as(std::string_view text);

}  // namespace coapnode
