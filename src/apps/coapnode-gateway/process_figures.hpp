// SPDX-License-Identifier: MIT
/// What this process takes of the machine (proc(5), getrusage(2)).
#pragma once

#include "gateway/exposition/process_figures.hpp"

namespace coapnode {

/// A figure that the system does not tell stays unknown.
ProcessFigures process_figures();

}  // namespace coapnode
