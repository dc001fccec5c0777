// SPDX-License-Identifier: MIT
/// How an adapter that has a descriptor of its own joins the loop.
#pragma once

#include <functional>
#include <memory>

namespace coapnode {

/// Calls `act` for as long as `fd` is readable and what it returns lives.
using WatchReadable = std::function<std::shared_ptr<void>(int fd, std::function<void()> act)>;

}  // namespace coapnode
