// SPDX-License-Identifier: MIT
#pragma once

#include "coapnode/core/version.hpp"

namespace coapnode {

/// What /info, --version and the log call this program.
inline std::string firmware_name()
{
    return with_version("coapnode");
}

}  // namespace coapnode
