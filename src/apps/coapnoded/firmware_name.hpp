// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/core/version.hpp"

namespace coapnode {

/// The program's name and version for /info, --version and the log.
inline std::string firmware_name()
{
    return with_version("coapnode");
}

}  // namespace coapnode
