// SPDX-License-Identifier: MIT
/// The style of a terminal.
#pragma once

#include "show/style.hpp"

namespace coapnode {

/// Whether `fd` is a terminal, and its width. Without colours: the caller knows whether they are wanted.
ShowStyle terminal_style(int fd);

}  // namespace coapnode
