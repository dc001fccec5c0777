// SPDX-License-Identifier: MIT
/// How a driver words what is wrong with its chip.
#pragma once

#include "coapnode/core/result.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace coapnode {

/// "checksum error from the SHT3x" becomes "checksum error from the SHT3x at 0x44 on /dev/i2c-1"; `where` is the
/// I2cDevice's.
inline Failure chip_failure(Errc code, std::string clause, std::string_view where)
{
    return fail(code, std::move(clause.append(" at ").append(where)));
}

}  // namespace coapnode
