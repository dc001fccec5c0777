// SPDX-License-Identifier: MIT
/// The HTTP answer when a node did not answer.
#pragma once

#include "coapnode/core/error.hpp"
#include "gateway/mapping/problem.hpp"

namespace coapnode {

/// `node`: its name, as in /devices/NAME.
HttpResponse problem_of(const Error& error, std::string_view node);

}  // namespace coapnode
