// SPDX-License-Identifier: MIT
/// What a probe of an address says.
#pragma once

namespace coapnode {

/// How sure a probe is that a driver's chip sits at an address.
enum class Match {
    no,
    possible,  ///< something answers like it, but the chip has no identification
    certain,   ///< an id register or a CRC says so
};

}  // namespace coapnode
