// SPDX-License-Identifier: MIT
/// The one place where an expected failure becomes a response code.
#pragma once

#include "coapnode/rest/message.hpp"

namespace coapnode {

Code code_of(Errc errc);

}  // namespace coapnode
