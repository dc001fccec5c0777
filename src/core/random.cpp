// SPDX-License-Identifier: MIT
#include "coapnode/core/random.hpp"

#include <sys/random.h>
#include <cerrno>

namespace coapnode {

bool fill_with_random(MutableBytes bytes)
{
    while (!bytes.empty()) {
        const auto count = ::getrandom(bytes.data(), bytes.size(), 0);  // more than 256 bytes may come in parts
        if (count > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

}  // namespace coapnode
