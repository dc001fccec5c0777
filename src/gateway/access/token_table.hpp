// SPDX-License-Identifier: MIT
/// Tokens and whose they are, compared in constant time. Kept of a token is its digest alone.
#pragma once

#include "coapnode/store/pairing_store.hpp"
#include "gateway/config/config.hpp"
#include "gateway/config/token.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coapnode {

struct TokenHolder {
    std::string name;
    Role role = Role::none;

    bool operator==(const TokenHolder&) const = default;
};

class TokenTable {
public:
    TokenTable() = default;
    /// Those of the configuration.
    explicit TokenTable(std::span<const AccessToken> tokens);
    /// Those that were made for a pairing code.
    explicit TokenTable(std::span<const PairedToken> tokens);

    /// nullptr: nobody has it. How long it takes says neither how much of a token is right nor which one it is.
    [[nodiscard]] const TokenHolder* find(std::string_view token) const;

    [[nodiscard]] bool has_holder(std::string_view name) const;

private:
    void add(const Digest& token, TokenHolder holder);

    std::vector<Digest> tokens_;
    std::vector<TokenHolder> holders_;
};

}  // namespace coapnode
