// SPDX-License-Identifier: MIT
/// The table of tokens and their owners. It stores only digests and compares in constant time.
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
    /// Adds the tokens of the configuration.
    explicit TokenTable(std::span<const AccessToken> tokens);
    /// Adds the tokens from pairing codes.
    explicit TokenTable(std::span<const PairedToken> tokens);

    /// nullptr when the token is unknown. The time of the search reveals neither how much of a token is right nor which
    /// one it is.
    [[nodiscard]] const TokenHolder* find(std::string_view token) const;

    [[nodiscard]] bool has_holder(std::string_view name) const;

private:
    void add(const Digest& token, TokenHolder holder);

    std::vector<Digest> tokens_;
    std::vector<TokenHolder> holders_;
};

}  // namespace coapnode
