// SPDX-License-Identifier: MIT
#include "coap/message/block2_cache.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace coapnode {

bool Block2Cache::holds_any_of(const Peer& peer) const
{
    return std::any_of(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key.peer == peer; });
}

const Response* Block2Cache::find(const Block2Key& key)
{
    return go_on(look_up(key));
}

const Response* Block2Cache::find(const Block2Key& key, const ExchangeKey& begun_by)
{
    const auto found = look_up(key);
    return found != entries_.end() && found->begun_by == begun_by ? go_on(found) : nullptr;
}

void Block2Cache::keep(Block2Key key, Response reply, std::optional<ExchangeKey> begun_by)
{
    std::erase_if(entries_, [&](const Entry& entry) { return entry.key == key; });
    if (entries_.size() == capacity) entries_.pop_front();
    const auto now = clock_.now();
    entries_.push_back({std::move(key), std::move(reply), std::move(begun_by), now, now + lifetime});
}

std::deque<Block2Cache::Entry>::iterator Block2Cache::look_up(const Block2Key& key)
{
    std::erase_if(entries_, [now = clock_.now()](const Entry& entry) { return entry.forget_at <= now; });
    return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
}

const Response* Block2Cache::go_on(const std::deque<Entry>::iterator& entry)
{
    if (entry == entries_.end()) return nullptr;
    entry->forget_at = std::min(clock_.now() + lifetime, entry->begun + longest);
    std::rotate(entry, std::next(entry), entries_.end());
    return &entries_.back().reply;
}

}  // namespace coapnode
