// SPDX-License-Identifier: MIT
/// A chip at the other end of the bus, register by register, as its datasheet describes it.
///
/// A chip answers with the longest times its datasheet gives, so that a driver which waits too little fails here, too.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/time.hpp"
#include "hal/mock/world.hpp"

namespace coapnode {

/// What a chip meets at the moment of a transaction.
struct Surroundings {
    Instant now;
    Air air;
    bool stuck = false;  ///< a fault: what the chip has begun never ends
};

/// A write or a read stands between a START and the next START or STOP. Both return whether it was acknowledged.
class EmulatedChip {
public:
    virtual ~EmulatedChip() = default;

    [[nodiscard]] virtual bool write(ByteView out, const Surroundings& around) = 0;
    [[nodiscard]] virtual bool read(MutableBytes in, const Surroundings& around) = 0;
};

}  // namespace coapnode
