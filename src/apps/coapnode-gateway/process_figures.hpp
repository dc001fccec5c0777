// SPDX-License-Identifier: MIT
/// The resources used by this process (proc(5), getrusage(2)).
#pragma once

#include "gateway/exposition/process_figures.hpp"

namespace coapnode {

/// Figures that the system does not provide stay unknown.
ProcessFigures process_figures();

}  // namespace coapnode
