// SPDX-License-Identifier: MIT
#include "coap/observe/observer.hpp"

#include <algorithm>

namespace coapnode {

Instant Observer::next() const
{
    if (ended) return Instant::min();
    if (held_until) return *held_until;
    return std::min(due.value_or(Instant::max()), confirm_at);
}

}  // namespace coapnode
