// SPDX-License-Identifier: MIT
/// The result of probing an I2C address.
#pragma once

namespace coapnode {

/// How sure a probe is that a driver's chip sits at an address.
enum class Match {
    no,
    possible,  ///< a chip answers like it, but has no identification
    certain,   ///< an id register or a CRC confirms it
};

}  // namespace coapnode
