// SPDX-License-Identifier: MIT
/// What the system says of a file that cannot be used, and what to do about it.
#pragma once

#include <string>

namespace coapnode {

/// "WHAT: Permission denied; the daemon's user must be able to write there", of an error number of the system.
std::string file_failure(const std::string& what, int number);

}  // namespace coapnode
