// SPDX-License-Identifier: MIT
/// Finds the sockets that libcoap hides: the kernel lists the descriptors that an epoll descriptor watches.
#pragma once

#include <cstdint>
#include <map>

namespace coapnode {

/// The watched descriptors by the data of their events. Empty when /proc cannot be read.
std::map<std::uint64_t, int> watched_by(int epoll_fd);

}  // namespace coapnode
