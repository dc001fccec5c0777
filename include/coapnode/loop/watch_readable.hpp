// SPDX-License-Identifier: MIT
/// How an adapter with its own descriptor joins the loop.
#pragma once

#include <functional>
#include <memory>

namespace coapnode {

/// Calls `act` whenever `fd` is readable, for as long as the returned object lives.
using WatchReadable = std::function<std::shared_ptr<void>(int fd, std::function<void()> act)>;

}  // namespace coapnode
