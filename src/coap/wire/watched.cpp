// SPDX-License-Identifier: MIT
#include "coap/wire/watched.hpp"

#include <fstream>
#include <string>

namespace coapnode {

std::map<std::uint64_t, int> watched_by(int epoll_fd)
{
    // proc_pid_fdinfo(5): "tfd:        5 events:       19 data:     55d0c8a0  pos:0 ino:9 sdev:8"
    std::map<std::uint64_t, int> watched;
    std::ifstream info{"/proc/self/fdinfo/" + std::to_string(epoll_fd)};
    for (std::string word; info >> word;) {
        if (word != "tfd:") continue;
        int fd = -1;
        std::uint64_t data = 0;
        std::string events;
        if (info >> fd >> word >> events >> word >> std::hex >> data >> std::dec) watched.emplace(data, fd);
    }
    return watched;
}

}  // namespace coapnode
