// SPDX-License-Identifier: MIT
/// libcoap hides its sockets; the kernel tells which descriptors an epoll descriptor watches.
#pragma once

#include <cstdint>
#include <map>

namespace coapnode {

/// By the data that their events carry. Empty where /proc cannot be read.
std::map<std::uint64_t, int> watched_by(int epoll_fd);

}  // namespace coapnode
