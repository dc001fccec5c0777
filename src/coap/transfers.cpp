// SPDX-License-Identifier: MIT
#include "coap/transfers.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

const Response* Transfers::find(const TransferKey& key)
{
    std::erase_if(entries_, [now = clock_.now()](const Entry& entry) { return entry.forget_at <= now; });
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry.key == key; });
    return found == entries_.end() ? nullptr : &found->reply;
}

void Transfers::keep(TransferKey key, Response reply)
{
    std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
    if (entries_.size() == capacity) entries_.pop_front();
    entries_.push_back({std::move(key), std::move(reply), clock_.now() + lifetime});
}

}  // namespace coapnode
