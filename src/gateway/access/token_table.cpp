// SPDX-License-Identifier: MIT
#include "gateway/access/token_table.hpp"

#include "gateway/access/secret.hpp"

#include <algorithm>
#include <utility>

namespace coapnode {

TokenTable::TokenTable(std::span<const AccessToken> tokens)
{
    for (const auto& token : tokens)
        add(digest_of(token.token), {token.name, token.role});
}

TokenTable::TokenTable(std::span<const PairedToken> tokens)
{
    for (const auto& token : tokens)
        add(token.token, {token.name, token.role});
}

void TokenTable::add(const Digest& token, TokenHolder holder)
{
    tokens_.push_back(token);
    holders_.push_back(std::move(holder));
}

const TokenHolder* TokenTable::find(std::string_view token) const
{
    if (tokens_.empty() || token.empty() || token.size() > max_token_size) return nullptr;
    const auto asked = digest_of(token);
    const TokenHolder* found = nullptr;
    for (std::size_t i = 0; i < tokens_.size(); ++i)
        found = is_same(tokens_[i], asked) ? &holders_[i] : found;  // no early exit: all are compared
    return found;
}

bool TokenTable::has_holder(std::string_view name) const
{
    return std::ranges::find(holders_, name, &TokenHolder::name) != holders_.end();
}

}  // namespace coapnode
