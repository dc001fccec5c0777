// SPDX-License-Identifier: MIT
/// What libcoap is not handed at all, since it answers by a reset where RFC 7252 wants silence: messages of another
/// version (section 3), and to a group all but a request that is not confirmable (section 8.1). The kernel looks at
/// each datagram's first bytes, by a filter of the socket (SO_ATTACH_FILTER, socket(7)).
#pragma once

#include <set>

namespace coapnode {

/// For all sockets that `epoll_fd` watches: messages of version 1. Without a filter where the kernel refuses it.
void pass_coap(int epoll_fd);

/// For one socket at a group: GET of version 1, not confirmable, with a token of at most 8 bytes, from one of these
/// interfaces; from none of them: nothing.
void pass_requests_to_group(int socket, const std::set<unsigned>& interfaces);

}  // namespace coapnode
