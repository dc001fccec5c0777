// SPDX-License-Identifier: MIT
#include "gateway/access/token_table.hpp"

#include <algorithm>

namespace coapnode {

TokenTable::TokenTable(std::span<const AccessToken> tokens)
{
    for (const auto& token : tokens) {
        secrets_.push_back(padded(token.token));
        holders_.push_back({token.name, token.role});
    }
}

const TokenHolder* TokenTable::find(std::string_view token) const
{
    if (token.empty() || token.size() > max_token_size) return nullptr;
    const auto asked = padded(token);
    const TokenHolder* found = nullptr;
    for (std::size_t i = 0; i < secrets_.size(); ++i)
        found = is_same(secrets_[i], asked) ? &holders_[i] : found;  // goes on: all of them are compared
    return found;
}

TokenTable::Padded TokenTable::padded(std::string_view token)
{
    Padded secret{static_cast<std::uint8_t>(token.size() >> 8), static_cast<std::uint8_t>(token.size() & 0xff)};
    std::ranges::copy(token, secret.begin() + 2);
    return secret;
}

bool TokenTable::is_same(const Padded& one, const Padded& other)
{
    unsigned difference = 0;
    for (std::size_t i = 0; i < one.size(); ++i)
        difference |= static_cast<unsigned>(one[i] ^ other[i]);
    return difference == 0;
}

}  // namespace coapnode
