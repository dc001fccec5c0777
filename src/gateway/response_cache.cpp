// SPDX-License-Identifier: MIT
#include "gateway/response_cache.hpp"

namespace coapnode {

KeptResponsePtr ResponseCache::find(const ResourceKey& key)
{
    const auto entry = entries_.find(key);
    if (entry == entries_.end()) return nullptr;
    used_.splice(used_.end(), used_, entry->second.place);
    return entry->second.response;
}

void ResponseCache::keep(const ResourceKey& key, KeptResponsePtr response)
{
    const auto size = response->response.payload.size();
    if (!response->response.is(Code::content) || size > largest_payload) return forget(key);
    const auto [place, is_new] = entries_.try_emplace(key);
    auto& entry = place->second;
    if (is_new) {
        entry.place = used_.insert(used_.end(), &place->first);
    } else {
        bytes_ -= entry.response->response.payload.size();
        used_.splice(used_.end(), used_, entry.place);
    }
    entry.response = std::move(response);
    bytes_ += size;
    while (entries_.size() > most_entries || bytes_ > most_bytes)
        remove(entries_.find(*used_.front()));
}

void ResponseCache::forget(const ResourceKey& key)
{
    const auto entry = entries_.find(key);
    if (entry != entries_.end()) remove(entry);
}

void ResponseCache::forget_resource(const ResourceKey& key)
{
    auto entry = entries_.lower_bound(ResourceKey{key.device, key.target, {}});
    while (entry != entries_.end() && entry->first.device == key.device && entry->first.target == key.target)
        remove(entry++);
}

void ResponseCache::forget_device(const std::string& device)
{
    auto entry = entries_.lower_bound(ResourceKey{device, {}, {}});
    while (entry != entries_.end() && entry->first.device == device)
        remove(entry++);
}

void ResponseCache::remove(Entries::iterator entry)
{
    bytes_ -= entry->second.response->response.payload.size();
    used_.erase(entry->second.place);
    entries_.erase(entry);
}

}  // namespace coapnode
