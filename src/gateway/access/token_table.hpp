// SPDX-License-Identifier: MIT
/// The tokens of the configuration, compared in constant time.
#pragma once

#include "gateway/config/config.hpp"
#include "gateway/config/token.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
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
    explicit TokenTable(std::span<const AccessToken> tokens = {});

    /// nullptr: nobody has it. How long it takes says neither how much of a token is right nor which one it is.
    [[nodiscard]] const TokenHolder* find(std::string_view token) const;

private:
    /// The size first, then the text with zeros behind it.
    using Padded = std::array<std::uint8_t, 2 + max_token_size>;
    static Padded padded(std::string_view token);
    static bool is_same(const Padded& one, const Padded& other);

    std::vector<Padded> secrets_;
    std::vector<TokenHolder> holders_;
};

}  // namespace coapnode
