// SPDX-License-Identifier: MIT
#include "coap/transfers.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

const Response* Transfers::find(const TransferKey& key)
{
    const auto now = clock_.now();
    std::erase_if(entries_, [now](const Entry& entry) { return entry.forget_at <= now; });
    const auto found =
        std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) { return entry.key == key; });
    if (found == entries_.end()) return nullptr;
    found->forget_at = std::min(now + lifetime, found->begun + longest);
    std::rotate(found, std::next(found), entries_.end());
    return &entries_.back().reply;
}

void Transfers::keep(TransferKey key, Response reply)
{
    std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
    if (entries_.size() == capacity) entries_.pop_front();
    const auto now = clock_.now();
    entries_.push_back({std::move(key), std::move(reply), now, now + lifetime});
}

}  // namespace coapnode
