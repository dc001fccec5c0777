// SPDX-License-Identifier: MIT
#include "coap/message/deduplication.hpp"

#include <utility>

namespace coapnode {

const Response* Deduplication::find(const ExchangeKey& key)
{
    forget_expired();
    const auto found = replies_.find(key);
    return found == replies_.end() ? nullptr : &found->second.reply;
}

void Deduplication::remember(ExchangeKey key, Response reply)
{
    forget_expired();
    const auto [place, is_new] =
        replies_.try_emplace(std::move(key), Entry{std::move(reply), clock_.now() + lifetime_});
    if (!is_new) return;
    by_age_.push_back(place);
    if (by_age_.size() > most_) forget_oldest();
}

bool Deduplication::is_first(ExchangeKey key)
{
    if (find(key) != nullptr) return false;
    remember(std::move(key), {});
    return true;
}

void Deduplication::forget_oldest()
{
    replies_.erase(by_age_.front());
    by_age_.pop_front();
}

void Deduplication::forget_expired()
{
    const auto now = clock_.now();
    while (!by_age_.empty() && by_age_.front()->second.forget_at <= now)
        forget_oldest();
}

}  // namespace coapnode
