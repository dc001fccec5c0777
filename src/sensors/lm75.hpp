// SPDX-License-Identifier: MIT
/// The LM75 family: a temperature, left-aligned in two bytes, with settings and two limits behind a pointer. National
/// LM75 (datasheet SNIS153), TI TMP75 (SBOS288), TMP102 (SBOS397), TMP105 (SLLS648). None has an id or a checksum.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/core/units.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace coapnode {

/// How one chip differs from the others. Where a register has one byte, that is the upper half here.
struct Lm75Chip {
    std::string_view name;
    unsigned bits;              ///< of the temperature, its sign included
    bool has_zero_tail;         ///< whether the bits behind those read as zero; the LM75 leaves them undefined
    std::size_t settings_size;  ///< bytes of the configuration register
    std::uint16_t settings;     ///< continuous conversion, and not what the chip starts with: see Lm75::collect
    std::uint16_t kept;         ///< bits of `settings` that read back as written
    std::uint16_t fixed;        ///< bits of the configuration register that always read as in `fixed_value`
    std::uint16_t fixed_value;
    Duration settling;  ///< after the settings, the longest until a conversion with them is done
};

extern const Lm75Chip lm75_chip;
extern const Lm75Chip tmp75_chip;
extern const Lm75Chip tmp102_chip;
extern const Lm75Chip tmp105_chip;

/// The temperature register. Errors: bad_value.
Result<Reading> decode_lm75(const Lm75Chip& kind, std::uint16_t word, std::string_view where);

}  // namespace coapnode
